package org.stroma.app.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;

/**
 * Emergency access (break-glass): two persons of an organisation give a role to a third for a few hours. It lifts neither separation
 * of duties nor second factors; what is done under it carries its number in the audit trail; a deviation opens with it.
 */
@Service
public class Emergencies {
    private static final String SELECT = """
            select e.code, p.code as person, p.full_name, o.code as organisation, e.role, e.reason, a.code as opened_by, b.code as seconded_by, e.plant_at, e.opened_at, e.until,
                   e.ended_at, x.code as ended_by, e.end_reason, e.ended_at is null and e.until > clock_timestamp() as in_force
              from people.emergency e join people.person p on p.id = e.person join people.organisation o on o.id = p.organisation
              join people.person a on a.id = e.opened_by join people.person b on b.id = e.seconded_by left join people.person x on x.id = e.ended_by""";
    private static final String LIST = SELECT
            + " where cast(:organisation as text) is null or o.code = :organisation order by e.id desc limit 500";
    private static final String OPEN = "select people.break_glass(:first, :second, :person, :role, :reason)";
    private static final String END = "select people.end_emergency(:code, :reason)";
    private static final String OPENERS = """
            select f.openers from people.emergency_policy f join people.organisation o on o.kind = f.kind where o.code = :organisation""";

    private final JdbcClient jdbc;
    private final Authorship authorship;
    private final Door door;

    Emergencies(JdbcClient jdbc, Authorship authorship, Door door) {
        this.jdbc = jdbc;
        this.authorship = authorship;
        this.door = door;
    }

    /**
     * One emergency access.
     *
     * @param plantAt when it was given, in plant time
     * @param until when it ends by itself, in real time as every lock and session
     */
    public record Emergency(String code, String person, String fullName, String organisation, String role,
            String reason, String openedBy, String secondedBy, Instant plantAt, Instant openedAt, Instant until,
            @Nullable Instant endedAt, @Nullable String endedBy, @Nullable String endReason, boolean inForce) {}

    /** How somebody proves who he is, every component of it. */
    public record Signer(String login, String password, @Nullable String code) {
        @Override
        public String toString() {
            return "Signer[" + login + "]";
        }
    }

    /**
     * What is asked for.
     *
     * @param person who gets the role
     * @param own the actor's password and, where he has one, his second factor
     * @param second the second person, on the same screen
     */
    public record Request(String person, String role, String reason, Signer own, Signer second) {}

    /** Whether an actor is among those who give emergency access in his organisation. */
    public boolean mayOpen(Actor actor) {
        return jdbc.sql(OPENERS).param("organisation", actor.organisation())
                .query((row, _) -> List.of((String[]) row.getArray("openers").getArray())).optional()
                .filter(openers -> openers.stream().anyMatch(actor::has)).isPresent();
    }

    /** Gives a role for the time that the policy says; returns the number of the record. */
    public String open(Actor actor, Request request) {
        if (!mayOpen(actor)) {
            throw new Refusal("forbidden");
        }
        Proof second = door.prove(actor, request.second().login(), request.second().password(),
                request.second().code());
        Proof first = door.prove(actor, actor.login(), request.own().password(), request.own().code());
        return Administration.understood(() -> authorship.write(actor, "emergency access: " + request.reason(),
                () -> jdbc.sql(OPEN).param("first", first.ceremony()).param("second", second.ceremony())
                        .param("person", request.person()).param("role", request.role())
                        .param("reason", request.reason()).query(String.class).single()));
    }

    /** Ends it before its time. */
    public void end(Actor actor, String code, String reason) {
        get(actor, code);
        authorship.write(actor, reason,
                () -> jdbc.sql(END).param("code", code).param("reason", reason).query((_, _) -> true).list());
    }

    /** Those of one's own organisation, newest first; of every organisation for those of the maker who look after everybody. */
    public List<Emergency> list(Actor actor) {
        return jdbc.sql(LIST)
                .param("organisation", Administration.seesEverybody(actor) ? null : actor.organisation(),
                        java.sql.Types.VARCHAR)
                .query((row, _) -> emergency(row)).list();
    }

    public Emergency get(Actor actor, String code) {
        return list(actor).stream().filter(each -> each.code().equals(code)).findFirst()
                .orElseThrow(() -> new Refusal("not-found", Map.of("unit", code)));
    }

    private static Emergency emergency(ResultSet row) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        return new Emergency(row.getString("code"), row.getString("person"), row.getString("full_name"),
                row.getString("organisation"), row.getString("role"), row.getString("reason"),
                row.getString("opened_by"), row.getString("seconded_by"), row.getTimestamp("plant_at").toInstant(),
                row.getTimestamp("opened_at").toInstant(), row.getTimestamp("until").toInstant(),
                ended == null ? null : ended.toInstant(), row.getString("ended_by"), row.getString("end_reason"),
                row.getBoolean("in_force"));
    }
}
