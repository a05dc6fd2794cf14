package org.stroma.app.evidence;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Whose hands evidence went through: who entered it and who reviewed it, by their names; of a computed value those of what it was computed from. */
@Service
public class Hands {
    private static final String HANDS = """
            with recursive used(wanted, id) as (
                select i, i from unnest(:ids) i
                union
                select u.wanted, x::bigint from used u join evidence.observation o on o.id = u.id and o.kind = 'DERIVED' cross join unnest(o.formula_inputs) x
                 where x ~ '^[0-9]{1,15}$')
            select u.wanted, o.source, o.note, p.code as entered_code, p.full_name as entered_name, o.entered_at, rp.code as reviewed_code, rp.full_name as reviewed_name, r.reviewed_at
              from used u join evidence.observation o on o.id = u.id and o.kind <> 'DERIVED' left join people.person p on p.id = o.entered_by
              left join evidence.review r on r.observation = o.id and r.outcome = 'ACCEPTED' left join people.person rp on rp.id = r.reviewed_by
             order by u.wanted, o.id""";

    private final JdbcClient jdbc;

    Hands(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A person as a paper names him. */
    public record Person(String code, String name) {}

    /**
     * One entry behind a wanted one, which is itself where it was observed.
     *
     * @param outside where it was tested outside of the plant, in the words of who entered the report; empty where he said nothing, null if it was tested here
     * @param reviewed who accepted it; null while nobody did
     */
    public record Hand(long wanted, @Nullable String outside, @Nullable Person entered, Instant enteredAt,
            @Nullable Person reviewed, @Nullable Instant reviewedAt) {
        /** When it came to count: accepted, or entered where no review is known. */
        public Instant settledAt() {
            return reviewedAt == null ? enteredAt : reviewedAt;
        }
    }

    /** Entries behind some, in their order; of a value that was computed from nothing that people entered there is none. */
    public List<Hand> of(Collection<Long> ids) {
        return jdbc.sql(HANDS).param("ids", ids.toArray(Long[]::new)).query((row, _) -> {
            java.sql.Timestamp reviewed = row.getTimestamp("reviewed_at");
            String note = row.getString("note");
            return new Hand(row.getLong("wanted"),
                    row.getString("source").equals("EXTERNAL") ? note == null ? "" : note.strip() : null,
                    person(row.getString("entered_code"), row.getString("entered_name")),
                    row.getTimestamp("entered_at").toInstant(),
                    person(row.getString("reviewed_code"), row.getString("reviewed_name")),
                    reviewed == null ? null : reviewed.toInstant());
        }).list();
    }

    private static @Nullable Person person(@Nullable String code, @Nullable String name) {
        return code == null || name == null ? null : new Person(code, name);
    }
}
