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
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.database.Refusal;
import org.stroma.app.database.Row;
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
            select q.id, q.kind, q.code, q.scope, q.packaging, q.products, q.hold_hours, q.mapping::text as mapping, q.valid_from, q.valid_until, encode(q.document, 'hex') as document, q.market,
                   p.code as granted_by, q.ended_at, q.end_reason, distribution.qualified(q.id, cast(:now as timestamptz)) as valid
              from distribution.qualification q join people.person p on p.id = q.granted_by
            """;
    private static final String ALL = SELECT + " order by q.kind, q.code, q.id desc";
    private static final String BY_ID = SELECT + " where q.id = :id";
    private static final String OF_SHIPMENTS = SELECT
            + """
                    where q.id in (select x.id from distribution.shipment s join genealogy.unit u on u.id = s.unit
                                    cross join lateral unnest(array [s.carrier, s.shipper, s.logger]) as x(id) where u.code = any (:codes))""";
    private static final String NEWEST = SELECT + " where q.kind = :kind and q.code = :code order by q.id desc limit 1";
    private static final String OF_DESTINATION = SELECT
            + """
                    where q.kind = 'SITE' and q.code = (select s.to_site from distribution.shipment s join genealogy.unit u on u.id = s.unit where u.code = :shipment)
                    order by q.id desc limit 1""";
    private static final String AT = SELECT
            + " where q.kind = :kind and q.code = :code and q.granted_at <= :at and (q.ended_at is null or q.ended_at > :at) order by q.id desc limit 1";

    private final JdbcClient jdbc;
    private final Inquiries inquiries;
    private final JsonMapper json;
    private final Authorship authorship;
    private final Evidence evidence;
    private final PlantClock clock;

    Qualifications(JdbcClient jdbc, Inquiries inquiries, JsonMapper json, Authorship authorship, Evidence evidence,
            PlantClock clock) {
        this.jdbc = jdbc;
        this.inquiries = inquiries;
        this.json = json;
        this.authorship = authorship;
        this.evidence = evidence;
        this.clock = clock;
    }

    /** What is qualified. */
    public enum Kind {
        /** An organisation that carries: scope is the route, packaging the configuration. */
        CARRIER,
        /** A site of a hospital, the main one by the hospital's own code: scope is its licence and market, with the products it may receive. */
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
     * @param market two letters: where a site is licensed; null for everything else, and for a site that says none
     */
    public record Grant(Kind kind, String code, String scope, @Nullable String packaging, List<String> products,
            @Nullable BigDecimal holdHours, @Nullable TableMapping mapping, LocalDate validFrom, LocalDate validUntil,
            Evidence.RawFile document, @Nullable String market) {
        public Grant {
            products = List.copyOf(products);
        }

        /** The same for a site that is licensed in a market. */
        public Grant in(String licensedIn) {
            return new Grant(kind, code, scope, packaging, products, holdHours, mapping, validFrom, validUntil,
                    document, licensedIn);
        }

        public static Grant carrier(String organisation, String route, String packaging, LocalDate from,
                LocalDate until, Evidence.RawFile document) {
            return new Grant(Kind.CARRIER, organisation, route, packaging, List.of(), null, null, from, until,
                    document, null);
        }

        public static Grant site(String hospital, String licence, List<String> products, LocalDate from,
                LocalDate until, Evidence.RawFile document) {
            return new Grant(Kind.SITE, hospital, licence, null, products, null, null, from, until, document,
                    null);
        }

        public static Grant shipper(String serial, String model, BigDecimal holdHours, LocalDate from,
                LocalDate until, Evidence.RawFile document) {
            return new Grant(Kind.SHIPPER, serial, model, null, List.of(), holdHours, null, from, until, document,
                    null);
        }

        public static Grant logger(String serial, String model, @Nullable TableMapping mapping, LocalDate from,
                LocalDate until, Evidence.RawFile certificate) {
            return new Grant(Kind.LOGGER, serial, model, null, List.of(), null, mapping, from, until, certificate,
                    null);
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
            @Nullable String endReason, boolean valid, @Nullable String market) {
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
            content.put("market", grant.market());
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
        return inquiries.list(asking(ALL, Map.of()));
    }

    /** Of the register what an actor's organisation has to do with: the plant all, a carrier itself. */
    public List<Qualification> list(Actor actor) {
        return Sight.plant(actor)
                ? list()
                : list().stream().filter(each -> each.kind() == Kind.CARRIER || each.kind() == Kind.SITE)
                        .filter(each -> each.code().equals(actor.organisation())).toList();
    }

    public Qualification get(long id) {
        return inquiries.find(asking(BY_ID, Map.of("id", id))).orElseThrow(() -> new Refusal("not-found"));
    }

    /** The newest qualification of a code, in force or not. */
    public Optional<Qualification> newest(Kind kind, String code) {
        return inquiries.find(asking(NEWEST, Map.of("kind", kind.name(), "code", code)));
    }

    /** The qualification of a code that stood in the register at an instant, in date or not. */
    Optional<Qualification> of(Kind kind, String code, Instant at) {
        return inquiries.find(asking(AT, Map.of("kind", kind.name(), "code", code, "at", java.sql.Timestamp.from(at))));
    }

    /** Asks for the carriers, shippers and loggers of shipments, each once. */
    Inquiry<Qualification> askOfShipments(List<String> shipments) {
        return asking(OF_SHIPMENTS, Map.of("codes", shipments.toArray(String[]::new)));
    }

    /** Asks for the newest qualification of the site that a shipment goes to. */
    Inquiry<Qualification> askOfDestination(String shipment) {
        return asking(OF_DESTINATION, Map.of("shipment", shipment));
    }

    private Inquiry<Qualification> asking(String select, Map<String, ?> parameters) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("now", java.sql.Timestamp.from(clock.instant()));
        return Inquiry.of(select, all, this::qualification);
    }

    private Qualification qualification(Row row) {
        String mapping = row.findText("mapping");
        return new Qualification(row.whole("id"), Kind.valueOf(row.text("kind")), row.text("code"), row.text("scope"),
                row.findText("packaging"), row.texts("products"), row.findNumber("hold_hours"),
                mapping == null ? null : json.readValue(mapping, TableMapping.class), row.day("valid_from"),
                row.day("valid_until"), row.text("document"), row.text("granted_by"), row.findInstant("ended_at"),
                row.findText("end_reason"), row.flag("valid"), row.findText("market"));
    }
}
