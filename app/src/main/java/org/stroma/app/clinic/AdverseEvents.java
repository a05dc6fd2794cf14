package org.stroma.app.clinic;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Units;
import org.stroma.app.database.Row;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.quality.Deviations;
import org.stroma.app.vault.IdentifierDetector;

/** What followed a dose. A serious event is told to the maker, with its due times, and holds the lot with every sibling. */
@Service
public class AdverseEvents {
    private static final String OUTCOME = "select clinic.record_outcome(:dose, :kind, :at, :note)";
    private static final String OUTCOMES = """
            select o.kind, o.observed_at, o.note, p.code as recorded_by from clinic.outcome o join genealogy.unit u on u.id = o.dose join people.person p on p.id = o.recorded_by
             where u.code = :dose order by o.id""";
    private static final String REPORT = "select clinic.report_adverse_event(:dose, :seriousness, :onset, :term, :description, :deviation)";
    private static final String ACKNOWLEDGE = "select clinic.acknowledge(:code)";
    private static final String SELECT = """
            select e.code, u.code as dose, u.holder as hospital, e.seriousness, e.onset_at, e.term, e.description, e.deviation, p.code as reported_by, e.reported_at, e.copy_due, e.authority_due,
                   a.code as acknowledged_by, e.acknowledged_at
              from clinic.adverse_event e join genealogy.unit u on u.id = e.dose join people.person p on p.id = e.reported_by left join people.person a on a.id = e.acknowledged_by
             where cast(:hospital as text) is null or u.holder = :hospital order by e.reported_at desc, e.code desc limit 300""";

    private final JdbcClient jdbc;
    private final Authorship authorship;
    private final Doses doses;
    private final Units units;
    private final Deviations deviations;
    private final Door door;
    private final IdentifierDetector identifiers;

    AdverseEvents(JdbcClient jdbc, Authorship authorship, Doses doses, Units units, Deviations deviations, Door door,
            IdentifierDetector identifiers) {
        this.jdbc = jdbc;
        this.authorship = authorship;
        this.doses = doses;
        this.units = units;
        this.deviations = deviations;
        this.door = door;
        this.identifiers = identifiers;
    }

    /** What was seen of the patient. */
    public enum OutcomeKind {
        NO_REACTION, REACTION, RESPONSE, NO_RESPONSE, FOLLOW_UP
    }

    public record Outcome(OutcomeKind kind, Instant observedAt, @Nullable String note, String recordedBy) {}

    public enum Seriousness {
        NOT_SERIOUS, SERIOUS, DEATH
    }

    /** @param term what happened, in a word or a coded term */
    public record Report(String dose, Seriousness seriousness, Instant onset, String term, String description) {}

    /**
     * An adverse event as both sides see it; it names the dose, never the patient.
     *
     * @param deviation number of the deviation it opened
     * @param copyDue until when pharmacovigilance has its copy
     * @param authorityDue until when the authority has its report; null when it is not serious
     */
    public record Event(String code, String dose, String hospital, Seriousness seriousness, Instant onset,
            String term, String description, String deviation, String reportedBy, Instant reportedAt,
            Instant copyDue, @Nullable Instant authorityDue, @Nullable String acknowledgedBy,
            @Nullable Instant acknowledgedAt) {}

    /** Records what was seen of the patient after a dose. */
    public long record(Actor actor, String dose, OutcomeKind kind, Instant at, @Nullable String note) {
        doses.get(actor, dose);
        identifiers.refuse("note", note);
        return authorship.write(actor, "outcome of " + dose,
                () -> jdbc.sql(OUTCOME).param("dose", dose).param("kind", kind.name())
                        .param("at", java.sql.Timestamp.from(at)).param("note", note, java.sql.Types.VARCHAR)
                        .query(Long.class).single());
    }

    public List<Outcome> outcomes(Actor actor, String dose) {
        doses.get(actor, dose);
        return jdbc.sql(OUTCOMES).param("dose", dose).query((row, _) -> new Outcome(
                OutcomeKind.valueOf(row.getString("kind")), row.getTimestamp("observed_at").toInstant(),
                row.getString("note"), row.getString("recorded_by"))).list();
    }

    /** Reports an event: a deviation is opened, and a serious one stops the lot and with it every container of it. */
    public String report(Actor actor, Report report) {
        doses.get(actor, report.dose());
        identifiers.refuse("term", report.term());
        identifiers.refuse("description", report.description());
        return authorship.write(actor, "adverse event after " + report.dose(), () -> {
            boolean serious = report.seriousness() != Seriousness.NOT_SERIOUS;
            List<String> lots = units.above(report.dose(), "LOT").stream().map(Units.Unit::code).toList();
            String words = "adverse event after a dose: " + report.term();
            String deviation = deviations.report(actor, serious ? lots.getFirst() : report.dose(),
                    serious ? Deviations.Severity.CRITICAL : Deviations.Severity.MINOR, words, serious);
            if (serious) {
                lots.stream().skip(1).forEach(lot -> door.hold(lot, Door.HoldKind.STOP, "DEVIATION", deviation, words,
                        "conclusion and closure of " + deviation));
            }
            return jdbc.sql(REPORT).param("dose", report.dose()).param("seriousness", report.seriousness().name())
                    .param("onset", java.sql.Timestamp.from(report.onset())).param("term", report.term())
                    .param("description", report.description()).param("deviation", deviation).query(String.class)
                    .single();
        });
    }

    /** QA takes note; the due times run on. */
    public void acknowledge(Actor actor, String code) {
        authorship.write(actor, "adverse event acknowledged: " + code,
                () -> jdbc.sql(ACKNOWLEDGE).param("code", code).query((_, _) -> true).list());
    }

    /** Events that the actor may see: a hospital its own, quality people of maker and holder all. */
    public List<Event> list(Actor actor) {
        boolean hospital = actor.organisationKind().equals("HOSPITAL");
        if (!hospital && !actor.hasAny("QA", "QA_REVIEWER", "QUALITY_HEAD", "QP_MFG", "QA_MAH", "QP_MAH",
                "INSPECTOR")) {
            return List.of();
        }
        return jdbc.sql(SELECT).param("hospital", hospital ? actor.organisation() : null, java.sql.Types.VARCHAR)
                .query((row, _) -> new Event(row.getString("code"), row.getString("dose"), row.getString("hospital"),
                        Seriousness.valueOf(row.getString("seriousness")), row.getTimestamp("onset_at").toInstant(),
                        row.getString("term"), row.getString("description"), row.getString("deviation"),
                        row.getString("reported_by"), row.getTimestamp("reported_at").toInstant(),
                        row.getTimestamp("copy_due").toInstant(), Row.of(row).findInstant("authority_due"),
                        row.getString("acknowledged_by"), Row.of(row).findInstant("acknowledged_at")))
                .list();
    }

    /** The event of a code that the actor may see. */
    public Event get(Actor actor, String code) {
        return list(actor).stream().filter(event -> event.code().equals(code)).findFirst()
                .orElseThrow(() -> new org.stroma.app.database.Refusal("not-found", Map.of("unit", code)));
    }
}
