package org.stroma.app.genealogy;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;

/**
 * Looks for units as registers do: by type, holder, state, days and words, newest first, turning leaves by the number of a unit, so that the
 * thousandth leaf costs what the first one does. Words are found through an index of their trigrams, where the server has the extension.
 */
@Service
public class UnitSearch {
    /** Shorter words have no trigram of their own: they are the beginning of a code. */
    private static final int SHORTEST = 3;
    private static final String NARROWED = """
            where u.type = any (:types) and (cast(:holder as text) is null or u.holder = :holder) and (:state = '' or u.state = :state)""";
    private static final String DAYS = """

            and (cast(:from as timestamptz) is null or o.ended_at >= :from) and (cast(:until as timestamptz) is null or o.ended_at < :until)""";
    /** In what is written about the unit itself, or in the code of its lot. */
    private static final String WORDS = """

            and u.id in (select x.id from genealogy.unit x where genealogy.searched(x.code, x.holder, x.position, x.attributes) ilike :text
                         union all
                         select m.id from genealogy.unit g join genealogy.unit m on m.lot = g.id
                          where genealogy.searched(g.code, g.holder, g.position, g.attributes) ilike :text and g.code ilike :text)""";
    private static final String OLDER = Units.SELECT
            + "%s and u.id < :before order by u.id desc offset :offset limit :limit";
    private static final String NEWER = "select * from (" + Units.SELECT
            + "%s and u.id > :after order by u.id limit :limit) n order by n.id desc";
    private static final String COUNT = "select count(*) as count from genealogy.unit u %s %s";
    private static final String MADE = " join genealogy.operation o on o.id = u.made_by ";

    private final Inquiries inquiries;
    private final Units units;

    UnitSearch(Inquiries inquiries, Units units) {
        this.inquiries = inquiries;
        this.units = units;
    }

    /**
     * What a reader of a register looks for.
     *
     * @param holder only what this organisation holds; null for everybody's
     * @param state code of a state; empty for all
     * @param text found in code, lot, holder, position or attributes, or the beginning of a code; empty for all
     */
    public record Asked(List<String> types, @Nullable String holder, String state, String text, @Nullable Instant from,
            @Nullable Instant until) {
        public Asked {
            types = List.copyOf(types);
        }

        private boolean dated() {
            return from != null || until != null;
        }

        private String narrowed() {
            return NARROWED + (dated() ? DAYS : "") + (text.isEmpty() ? "" : WORDS);
        }

        private Map<String, @Nullable Object> parameters() {
            String plain = text.replaceAll("([\\\\%_])", "\\\\$1");
            Map<String, @Nullable Object> parameters = new HashMap<>(Map.of("types", types.toArray(String[]::new),
                    "state", state, "text", text.length() < SHORTEST ? plain + "%" : "%" + plain + "%"));
            parameters.put("holder", new SqlParameterValue(Types.VARCHAR, holder));
            parameters.put("from", moment(from));
            parameters.put("until", moment(until));
            return parameters;
        }

        private static SqlParameterValue moment(@Nullable Instant instant) {
            return new SqlParameterValue(Types.TIMESTAMP_WITH_TIMEZONE,
                    instant == null ? null : instant.atOffset(ZoneOffset.UTC));
        }
    }

    /** How many units are found altogether. */
    public int count(Asked asked) {
        return inquiries.find(Inquiry.of(COUNT.formatted(asked.dated() ? MADE : "", asked.narrowed()),
                asked.parameters(), row -> row.count("count"))).orElse(0);
    }

    /** Units newest first, {@code limit} of them after the first {@code offset}. */
    public List<Units.Unit> from(Asked asked, int offset, int limit) {
        return older(asked, Long.MAX_VALUE, offset, limit);
    }

    /** The next units after the one of this number, newest first. */
    public List<Units.Unit> after(Asked asked, long unit, int limit) {
        return older(asked, unit, 0, limit);
    }

    private List<Units.Unit> older(Asked asked, long before, int offset, int limit) {
        Map<String, @Nullable Object> parameters = asked.parameters();
        parameters.putAll(Map.of("before", before, "offset", offset, "limit", limit));
        return inquiries.list(Inquiry.of(OLDER.formatted(asked.narrowed()), parameters, units::unit));
    }

    /** The last units before the one of this number, newest first. */
    public List<Units.Unit> before(Asked asked, long unit, int limit) {
        Map<String, @Nullable Object> parameters = asked.parameters();
        parameters.putAll(Map.of("after", unit, "limit", limit));
        return inquiries.list(Inquiry.of(NEWER.formatted(asked.narrowed()), parameters, units::unit));
    }
}
