package org.stroma.app.quality;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.database.Refusal;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;

/** Reports, concludes and closes deviations; an open one stands on its unit as a hold or an obligation. */
@Service
public class Deviations {
    private static final String REPORT = "select quality.report(:unit, :class, :description, :stops)";
    private static final String CONCLUDE = "select quality.conclude(:code, :unit, :conclusion, :rationale)";
    private static final String CLOSE = "select quality.close(:code, :cause, :impact)";
    private static final String CONCERNING = "select code, unit, class, state, concluded, description from quality.concerning(:unit)";
    private static final String LIST = """
            select d.code, u.code as unit, d.emergency, d.class, d.state, d.description, d.cause, d.impact, r.code as reported_by, d.reported_at, c.code as closed_by, d.closed_at,
                   (select count(*) from quality.lot_impact i where i.deviation = d.id) as conclusions
              from quality.deviation d left join genealogy.unit u on u.id = d.unit join people.person r on r.id = d.reported_by left join people.person c on c.id = d.closed_by
            """;
    private static final String ALL = LIST
            + " where cast(:state as text) is null or d.state = :state order by d.id desc limit :limit";
    private static final String ONE = LIST + " where d.code = :code";

    private final JdbcClient jdbc;
    private final Inquiries inquiries;
    private final Authorship authorship;

    Deviations(JdbcClient jdbc, Inquiries inquiries, Authorship authorship) {
        this.jdbc = jdbc;
        this.inquiries = inquiries;
        this.authorship = authorship;
    }

    /** How bad it may be. */
    public enum Severity {
        MINOR, MAJOR, CRITICAL
    }

    /** What it means for a lot, bank or tissue. */
    public enum Conclusion {
        NO_IMPACT, ACCEPTABLE, REJECT
    }

    /**
     * A deviation.
     *
     * @param unit what it concerns; null where it is an emergency access
     * @param emergency number of the emergency access that it is; null where it is none
     */
    public record Deviation(String code, @Nullable String unit, @Nullable String emergency, String severity,
            String state, String description,
            @Nullable String cause, @Nullable String impact, String reportedBy,
            Instant reportedAt, @Nullable String closedBy, @Nullable Instant closedAt, int conclusions) {}

    /** A deviation on a unit or on something above it. */
    public record Concerning(String code, String unit, String severity, String state, boolean concluded,
            String description) {}

    /** Reports a deviation; returns its number. A critical one, or one that stops, holds use of everything below the unit. */
    public String report(Actor actor, String unit, Severity severity, String description, boolean stops) {
        return authorship.write(actor, "deviation reported: " + description,
                () -> jdbc.sql(REPORT).param("unit", unit).param("class", severity.name())
                        .param("description", description).param("stops", stops).query(String.class).single());
    }

    /** QA's signed conclusion on one unit. */
    public void conclude(Actor actor, String code, String unit, Conclusion conclusion, String rationale) {
        get(code);
        authorship.write(actor, "conclusion on " + unit + ": " + rationale,
                () -> jdbc.sql(CONCLUDE).param("code", code).param("unit", unit)
                        .param("conclusion", conclusion.name()).param("rationale", rationale).query((_, _) -> true)
                        .list());
    }

    public void close(Actor actor, String code, String cause, String impact) {
        authorship.write(actor, "deviation closed: " + cause + "; " + impact,
                () -> jdbc.sql(CLOSE).param("code", code).param("cause", cause).param("impact", impact)
                        .query((_, _) -> true).list());
    }

    /** Deviations on a unit and on everything above it. */
    public List<Concerning> concerning(String unit) {
        return inquiries.list(askConcerning(unit));
    }

    /** Asks for {@link #concerning}. */
    public static Inquiry<Concerning> askConcerning(String unit) {
        return Inquiry.of(CONCERNING, Map.of("unit", unit),
                row -> new Concerning(row.text("code"), row.text("unit"), row.text("class"), row.text("state"),
                        row.flag("concluded"), row.text("description")));
    }

    /** The newest deviations in a state, or in any. */
    public List<Deviation> list(@Nullable String state) {
        return newest(state, 300);
    }

    /** All deviations, newest first; at most 20,000. */
    public List<Deviation> all() {
        return newest(null, 20_000);
    }

    private List<Deviation> newest(@Nullable String state, int limit) {
        return jdbc.sql(ALL).param("state", state, java.sql.Types.VARCHAR).param("limit", limit)
                .query((row, _) -> deviation(row)).list();
    }

    public Deviation get(String code) {
        return jdbc.sql(ONE).param("code", code).query((row, _) -> deviation(row)).optional()
                .orElseThrow(() -> new Refusal("not-found"));
    }

    private static Deviation deviation(java.sql.ResultSet row) throws java.sql.SQLException {
        java.sql.Timestamp closed = row.getTimestamp("closed_at");
        return new Deviation(row.getString("code"), row.getString("unit"), row.getString("emergency"),
                row.getString("class"),
                row.getString("state"), row.getString("description"), row.getString("cause"),
                row.getString("impact"), row.getString("reported_by"), row.getTimestamp("reported_at").toInstant(),
                row.getString("closed_by"),
                closed == null ? null : closed.toInstant(), row.getInt("conclusions"));
    }
}
