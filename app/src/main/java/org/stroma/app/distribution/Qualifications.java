package org.stroma.app.distribution;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import tools.jackson.databind.json.JsonMapper;

/** The register of carriers, sites, dry shippers and loggers: what each is qualified for, until when, by which document. */
@Service
public class Qualifications {
    private static final String QUALIFY = "select distribution.qualify(cast(:p as jsonb))";
    private static final String END = "select distribution.end_qualification(:id, :reason)";
    private static final String SELECT = """
            select q.id, q.kind, q.code, q.scope, q.packaging, q.products, q.hold_hours, q.mapping::text as mapping, q.valid_from, q.valid_until, encode(q.document, 'hex') as document,
                   p.code as granted_by, q.ended_at, q.end_reason, distribution.qualified(q.id, cast(:now as timestamptz)) as valid
              from distribution.qualification q join people.person p on p.id = q.granted_by
            """;
    private static final String ALL = SELECT + " order by q.kind, q.code, q.id desc";
    private static final String BY_ID = SELECT + " where q.id = :id";
    private static final String AT = SELECT
            + " where q.kind = :kind and q.code = :code and q.granted_at <= :at and (q.ended_at is null or q.ended_at > :at) order by q.id desc limit 1";
    private static final String NEWEST = SELECT + " where q.kind = :kind and q.code = :code order by q.id desc limit 1";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Authorship authorship;
    private final Evidence evidence;
    private final PlantClock clock;

    Qualifications(JdbcClient jdbc, JsonMapper json, Authorship authorship, Evidence evidence, PlantClock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.authorship = authorship;
        this.evidence = evidence;
        this.clock = clock;
    }

    /** What is qualified. */
    public enum Kind {
        /** An organisation that carries: scope is the route, packaging the configuration. */
        CARRIER,
        /** A hospital: scope is its licence and market, with the products it may receive. */
        SITE,
        /** A dry shipper with its static hold. */
        SHIPPER,
        /** A logger with its calibration and, where its files are plain tables, how these are read. */
        LOGGER
    }

    /**
     * A qualification to be granted; it ends the one before.
     *
     * @param code the organisation's code, or the serial of the device
     * @param scope route, licence or range in words
     * @param packaging packaging configuration; carriers only
     * @param products codes of products; sites only
     * @param holdHours qualified static hold in hours; shippers only
     * @param mapping how a logger's tables are read; null for formats that are recognised
     * @param document the report or certificate it rests on
     */
    public record Grant(Kind kind, String code, String scope, @Nullable String packaging, List<String> products,
            @Nullable BigDecimal holdHours, @Nullable TableMapping mapping, LocalDate validFrom, LocalDate validUntil,
            Evidence.RawFile document) {
        public Grant {
            products = List.copyOf(products);
        }

        public static Grant carrier(String organisation, String route, String packaging, LocalDate from,
                LocalDate until, Evidence.RawFile document) {
            return new Grant(Kind.CARRIER, organisation, route, packaging, List.of(), null, null, from, until,
                    document);
        }

        public static Grant site(String hospital, String licence, List<String> products, LocalDate from,
                LocalDate until, Evidence.RawFile document) {
            return new Grant(Kind.SITE, hospital, licence, null, products, null, null, from, until, document);
        }

        public static Grant shipper(String serial, String model, BigDecimal holdHours, LocalDate from,
                LocalDate until, Evidence.RawFile document) {
            return new Grant(Kind.SHIPPER, serial, model, null, List.of(), holdHours, null, from, until, document);
        }

        public static Grant logger(String serial, String model, @Nullable TableMapping mapping, LocalDate from,
                LocalDate until, Evidence.RawFile certificate) {
            return new Grant(Kind.LOGGER, serial, model, null, List.of(), null, mapping, from, until, certificate);
        }
    }

    /**
     * How the columns of a logger's table are read, declared once for each machine.
     *
     * @param timeColumn name of the column of times
     * @param timePattern as in {@code yyyy-MM-dd HH:mm:ss}
     * @param zone zone of the logger's clock, {@code Asia/Shanghai} for example
     * @param valueColumn name of the column of temperatures
     * @param unit UCUM code of the temperatures: Cel, K or [degF]
     * @param delimiter one character between cells
     */
    public record TableMapping(String timeColumn, String timePattern, String zone, String valueColumn, String unit,
            String delimiter) {}

    /** @param valid whether it is in force on the plant's day */
    public record Qualification(long id, Kind kind, String code, String scope, @Nullable String packaging,
            List<String> products, @Nullable BigDecimal holdHours, @Nullable TableMapping mapping,
            LocalDate validFrom, LocalDate validUntil, String document, String grantedBy, @Nullable Instant endedAt,
            @Nullable String endReason, boolean valid) {
        public Qualification {
            products = List.copyOf(products);
        }
    }

    /** Grants a qualification; QA only. Returns its number. */
    public long grant(Actor actor, Grant grant) {
        return authorship.write(actor, "qualification of " + grant.code() + ": " + grant.scope(), () -> {
            Map<String, Object> content = new HashMap<>();
            content.put("kind", grant.kind().name());
            content.put("code", grant.code());
            content.put("scope", grant.scope());
            content.put("packaging", grant.packaging());
            content.put("products", grant.products());
            content.put("hold_hours", grant.holdHours());
            content.put("mapping", grant.mapping());
            content.put("valid_from", grant.validFrom().toString());
            content.put("valid_until", grant.validUntil().toString());
            content.put("document", evidence.keep(grant.document()));
            content.values().removeIf(java.util.Objects::isNull);
            return jdbc.sql(QUALIFY).param("p", json.writeValueAsString(content)).query(Long.class).single();
        });
    }

    /** Ends a qualification today; QA only. */
    public void end(Actor actor, long id, String reason) {
        authorship.write(actor, reason,
                () -> jdbc.sql(END).param("id", id).param("reason", reason).query((_, _) -> true).list());
    }

    public List<Qualification> list() {
        return jdbc.sql(ALL).param("now", now()).query((row, _) -> qualification(row)).list();
    }

    public Qualification get(long id) {
        return jdbc.sql(BY_ID).param("id", id).param("now", now()).query((row, _) -> qualification(row)).single();
    }

    /** The newest qualification of a code, in force or not. */
    public Optional<Qualification> newest(Kind kind, String code) {
        return jdbc.sql(NEWEST).param("kind", kind.name()).param("code", code).param("now", now())
                .query((row, _) -> qualification(row)).optional();
    }

    /** The qualification of a code that stood in the register at an instant, in date or not. */
    Optional<Qualification> of(Kind kind, String code, Instant at) {
        return jdbc.sql(AT).param("kind", kind.name()).param("code", code).param("now", now())
                .param("at", java.sql.Timestamp.from(at)).query((row, _) -> qualification(row)).optional();
    }

    private java.sql.Timestamp now() {
        return java.sql.Timestamp.from(clock.instant());
    }

    private Qualification qualification(java.sql.ResultSet row) throws java.sql.SQLException {
        String mapping = row.getString("mapping");
        java.sql.Timestamp ended = row.getTimestamp("ended_at");
        return new Qualification(row.getLong("id"), Kind.valueOf(row.getString("kind")), row.getString("code"),
                row.getString("scope"), row.getString("packaging"),
                List.of((String[]) row.getArray("products").getArray()), row.getBigDecimal("hold_hours"),
                mapping == null ? null : json.readValue(mapping, TableMapping.class),
                row.getObject("valid_from", LocalDate.class), row.getObject("valid_until", LocalDate.class),
                row.getString("document"), row.getString("granted_by"), ended == null ? null : ended.toInstant(),
                row.getString("end_reason"), row.getBoolean("valid"));
    }
}
