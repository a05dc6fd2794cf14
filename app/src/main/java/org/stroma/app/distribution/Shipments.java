package org.stroma.app.distribution;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.batch.Step;
import org.stroma.app.batch.Steps;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.database.Refusal;
import org.stroma.app.database.Row;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import tools.jackson.databind.json.JsonMapper;

/** Shipments from the plan to the carrier's hands. They leave through gate G8a. */
@Service
public class Shipments {
    private static final String REGISTER = "select distribution.register_shipment(:operation, cast(:p as jsonb))";
    private static final String SCAN = "select distribution.record_scan(:shipment, :phase, :text, :unit)";
    private static final String WITHDRAW = "select distribution.withdraw_scan(:id, :reason)";
    private static final String SEAL = "select distribution.seal_shipment(:shipment, :seal)";
    private static final String SELECT = """
            select u.code, s.direction, s.supply_order, s.reason, f.code as origin, t.code as destination, s.carrier, s.shipper, s.logger, s.planned_hours, s.seal,
                   s.handed_over_at, s.delivered_at, s.from_site, s.to_site
              from distribution.shipment s join genealogy.unit u on u.id = s.unit join people.organisation f on f.id = s.origin join people.organisation t on t.id = s.destination
            """;
    private static final String SOME = SELECT + " where u.code = any (:codes) order by s.unit";
    private static final String NEWEST = SELECT + " order by s.unit desc limit 300";
    private static final String SCANS = """
            select c.id, c.text, x.code as unit, p.code as scanned_by, c.scanned_at from distribution.scan c join genealogy.unit s on s.id = c.shipment
              left join genealogy.unit x on x.id = c.unit join people.person p on p.id = c.scanned_by where s.code = :code and c.phase = :phase and c.withdrawn is null order by c.id""";
    private static final String RECONCILIATION = "select code, state, settled from distribution.reconciliation(:code)";

    private final JdbcClient jdbc;
    private final Inquiries inquiries;
    private final JsonMapper json;
    private final Authorship authorship;
    private final Steps steps;
    private final Units units;
    private final Qualifications qualifications;
    private final Labels labels;

    Shipments(JdbcClient jdbc, Inquiries inquiries, JsonMapper json, Authorship authorship, Steps steps, Units units,
            Qualifications qualifications, Labels labels) {
        this.jdbc = jdbc;
        this.inquiries = inquiries;
        this.json = json;
        this.authorship = authorship;
        this.steps = steps;
        this.units = units;
        this.qualifications = qualifications;
        this.labels = labels;
    }

    /** A plan for one confirmed order; carrier is an organisation, shipper and logger are serials. */
    public record Plan(String code, String order, String destination, String carrier, String shipper, String logger,
            BigDecimal plannedHours) {}

    /** A plan for the way back, made by the hospital. */
    public record ReturnPlan(String code, String destination, String reason, String carrier, String shipper,
            String logger, BigDecimal plannedHours) {}

    /** What was seen when the shipper was charged: temperature inside in °C before it may be packed. */
    public record Charge(String shipment, BigDecimal insideC, @Nullable BigDecimal nitrogenKg, boolean preCooled) {}

    /**
     * @param direction OUT or RETURN
     * @param fromSite the site that sends; null for shipments older than sites
     * @param toSite the site that receives, and no other
     */
    public record Shipment(Units.Unit unit, String direction, @Nullable String order, @Nullable String reason,
            String origin, String destination, Qualifications.Qualification carrier,
            Qualifications.Qualification shipper, Qualifications.Qualification logger, BigDecimal plannedHours,
            @Nullable String seal, @Nullable Instant handedOverAt, @Nullable Instant deliveredAt,
            @Nullable String fromSite, @Nullable String toSite) {
        public boolean back() {
            return direction.equals("RETURN");
        }

        /** Qualified static hold of the shipper, in hours. */
        public BigDecimal holdHours() {
            BigDecimal hours = shipper.holdHours();
            if (hours == null) {
                throw new IllegalStateException("a shipper without a static hold: " + shipper.code());
            }
            return hours;
        }
    }

    /** @param unit code of what was recognised; null when nothing was */
    public record Scan(long id, String text, @Nullable String unit, String scannedBy, Instant scannedAt) {}

    /** A container that left in a shipment, and whether it has come to an end. */
    public record Settled(String code, String state, boolean settled) {}

    /** Plans a shipment (OP-231); carrier, shipper and logger have to be qualified today. */
    public void plan(Actor actor, Step step, Plan plan) {
        Map<String, Object> content = way(plan.code(), plan.destination(), plan.carrier(), plan.shipper(),
                plan.logger(), plan.plannedHours());
        content.put("order", plan.order());
        register(actor, step, plan.code(), content);
    }

    /** Plans the way back (OP-231), by the hospital. */
    public void planReturn(Actor actor, Step step, ReturnPlan plan) {
        Map<String, Object> content = way(plan.code(), plan.destination(), plan.carrier(), plan.shipper(),
                plan.logger(), plan.plannedHours());
        content.put("reason", plan.reason());
        register(actor, step, plan.code(), content);
    }

    private static Map<String, Object> way(String code, String destination, String carrier, String shipper,
            String logger, BigDecimal hours) {
        return new HashMap<>(Map.of("code", code, "destination", destination, "carrier", carrier, "shipper", shipper,
                "logger", logger, "planned_hours", hours));
    }

    private void register(Actor actor, Step step, String code, Map<String, Object> content) {
        steps.perform(actor, steps.begin("OP-231", step).out(Operation.Made.of("shipment", "SHIPMENT", code)),
                step.verifier(), id -> jdbc.sql(REGISTER).param("operation", id)
                        .param("p", json.writeValueAsString(content)).query((_, _) -> true).list());
    }

    /** Charges the dry shipper (OP-232), verified by a second person. */
    public long charge(Actor actor, Step step, Charge charge) {
        get(actor, charge.shipment());
        Operation operation = steps.begin("OP-232", step).in("shipment", charge.shipment())
                .parameter("inside_c", charge.insideC()).parameter("pre_cooled", charge.preCooled());
        BigDecimal nitrogen = charge.nitrogenKg();
        if (nitrogen != null) {
            operation.parameter("nitrogen_kg", nitrogen);
        }
        return steps.perform(actor, operation, step.verifier(), _ -> {});
    }

    /** Scans a container into the shipment: its code, or the GS1 data of its label. Refused unless it may be shipped there. */
    public Scan scan(Actor actor, String shipment, String scanned) {
        get(actor, shipment);
        return scan(actor, shipment, "PACK", scanned);
    }

    Scan scan(Actor actor, String shipment, String phase, String scanned) {
        String unit = labels.container(scanned).orElse(null);
        Long id = authorship.write(actor, "scan for " + shipment,
                () -> jdbc.sql(SCAN).param("shipment", shipment).param("phase", phase).param("text", scanned)
                        .param("unit", unit, java.sql.Types.VARCHAR).query(Long.class).single());
        return scans(shipment, phase).stream().filter(each -> each.id() == id).findFirst().orElseThrow();
    }

    /** Takes a scan back before the shipment is packed or received. */
    public void withdrawScan(Actor actor, long scan, String reason) {
        authorship.write(actor, reason,
                () -> jdbc.sql(WITHDRAW).param("id", scan).param("reason", reason).query((_, _) -> true).list());
    }

    /** Packs what was scanned and seals the shipper (OP-233), by two. */
    public long pack(Actor actor, Step step, String shipment, String seal) {
        get(actor, shipment);
        Operation operation = steps.begin("OP-233", step).in("shipment", shipment).parameter("seal", seal);
        for (Scan scan : scans(shipment, "PACK")) {
            String unit = java.util.Objects.requireNonNull(scan.unit());
            operation.in("container", unit).put(unit, shipment);
        }
        return steps.perform(actor, operation, step.verifier(), _ -> sealed(shipment, seal));
    }

    void sealed(String shipment, String seal) {
        jdbc.sql(SEAL).param("shipment", shipment).param("seal", seal).query((_, _) -> true).list();
    }

    /** Takes everything out again (OP-234), for a shipment that was stopped. */
    public long unpack(Actor actor, Step step, String shipment) {
        get(actor, shipment);
        Operation operation = steps.begin("OP-234", step).in("shipment", shipment);
        units.contents(shipment).forEach(unit -> operation.in("container", unit.code()).put(unit.code(), null));
        return steps.perform(actor, operation, step.verifier(), _ -> {});
    }

    /** Hands the shipment over (OP-230) after G8a; the second person is the carrier's. */
    public long handOver(Actor actor, Step step, String shipment) {
        get(actor, shipment);
        return steps.perform(actor, withContents("OP-230", step, shipment), step.verifier(), _ -> {});
    }

    /** Declares a shipment lost on its way (OP-243), verified by QA; its containers are missing. */
    public long lost(Actor actor, Step step, String shipment) {
        get(actor, shipment);
        return steps.perform(actor, withContents("OP-243", step, shipment), step.verifier(), _ -> {});
    }

    /** Closes a shipment (OP-290) when every container that left in it has come to an end. */
    public long close(Actor actor, Step step, String shipment) {
        get(actor, shipment);
        return steps.perform(actor, steps.begin("OP-290", step).in("shipment", shipment), step.verifier(), _ -> {});
    }

    private Operation withContents(String type, Step step, String shipment) {
        Operation operation = steps.begin(type, step).in("shipment", shipment);
        units.contents(shipment).forEach(unit -> operation.in("container", unit.code()));
        return operation;
    }

    /** A shipment that the actor may see. */
    public Shipment get(Actor actor, String code) {
        return find(code).filter(shipment -> Sight.sees(actor, shipment))
                .orElseThrow(() -> new Refusal("not-found", Map.of("unit", code)));
    }

    /** A shipment whoever asks; for modules that have their own rule of who sees what. */
    public Optional<Shipment> find(String code) {
        Asked asked = ask(List.of(code));
        return asked.shipments(inquiries.ask(asked.inquiries())).stream().findFirst();
    }

    /** Shipments that the actor may see, newest first. */
    public List<Shipment> list(Actor actor) {
        Inquiry<Line> newest = Inquiry.of(NEWEST, Map.of(), Shipments::line);
        List<Line> lines = inquiries.list(newest);
        Asked asked = ask(lines.stream().map(Line::code).toList());
        return asked.shipments(inquiries.ask(asked.inquiries()), lines).stream()
                .filter(shipment -> Sight.sees(actor, shipment) && Sight.atHisSite(actor, shipment)).toList();
    }

    /** What was scanned: phase PACK at the maker or RECEIPT at the hospital. */
    public List<Scan> scans(String shipment, String phase) {
        return inquiries.list(askScans(shipment, phase));
    }

    /** Asks for {@link #scans}. */
    static Inquiry<Scan> askScans(String shipment, String phase) {
        return Inquiry.of(SCANS, Map.of("code", shipment, "phase", phase), row -> new Scan(row.whole("id"),
                row.text("text"), row.findText("unit"), row.text("scanned_by"), row.instant("scanned_at")));
    }

    /** A shipment as it was planned, with the numbers of its qualifications. */
    private record Line(String code, String direction, @Nullable String order, @Nullable String reason, String origin,
            String destination, long carrier, long shipper, long logger, BigDecimal plannedHours,
            @Nullable String seal, @Nullable Instant handedOverAt, @Nullable Instant deliveredAt,
            @Nullable String fromSite, @Nullable String toSite) {}

    private static Line line(Row row) {
        return new Line(row.text("code"), row.text("direction"), row.findText("supply_order"), row.findText("reason"),
                row.text("origin"), row.text("destination"), row.whole("carrier"), row.whole("shipper"),
                row.whole("logger"), row.number("planned_hours"), row.findText("seal"),
                row.findInstant("handed_over_at"), row.findInstant("delivered_at"), row.findText("from_site"),
                row.findText("to_site"));
    }

    /** What has to be asked to know shipments; others may be asked in the same statement. */
    public static final class Asked {
        private final Inquiry<Line> lines;
        private final Inquiry<Units.Unit> units;
        private final Inquiry<Qualifications.Qualification> qualifications;

        private Asked(Inquiry<Line> lines, Inquiry<Units.Unit> units,
                Inquiry<Qualifications.Qualification> qualifications) {
            this.lines = lines;
            this.units = units;
            this.qualifications = qualifications;
        }

        public List<Inquiry<?>> inquiries() {
            return List.of(lines, units, qualifications);
        }

        /** The shipments, oldest first; codes of other units are left out. */
        public List<Shipment> shipments(Inquiries.Answers answers) {
            return shipments(answers, answers.list(lines));
        }

        private List<Shipment> shipments(Inquiries.Answers answers, List<Line> ordered) {
            Map<String, Units.Unit> byCode = answers.list(units).stream()
                    .collect(Collectors.toMap(Units.Unit::code, unit -> unit));
            Map<Long, Qualifications.Qualification> byId = answers.list(qualifications).stream()
                    .collect(Collectors.toMap(Qualifications.Qualification::id, each -> each));
            return ordered.stream().map(line -> new Shipment(known(byCode, line.code()), line.direction(),
                    line.order(), line.reason(), line.origin(), line.destination(), known(byId, line.carrier()),
                    known(byId, line.shipper()), known(byId, line.logger()), line.plannedHours(), line.seal(),
                    line.handedOverAt(), line.deliveredAt(), line.fromSite(), line.toSite())).toList();
        }

        private static <K, V> V known(Map<K, V> all, K key) {
            return Objects.requireNonNull(all.get(key), () -> "nothing known of " + key);
        }
    }

    public Asked ask(List<String> codes) {
        return new Asked(Inquiry.of(SOME, Map.of("codes", codes.toArray(String[]::new)), Shipments::line),
                units.askUnits(codes), qualifications.askOfShipments(codes));
    }

    /** Where every container is that left in a shipment; it may be closed when all are settled. */
    public List<Settled> reconciliation(Actor actor, String shipment) {
        get(actor, shipment);
        return jdbc.sql(RECONCILIATION).param("code", shipment).query(Settled.class).list();
    }
}
