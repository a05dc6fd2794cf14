package org.stroma.app.distribution;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationContext;
import org.stroma.app.batch.Gatekeeper;
import org.stroma.app.batch.Step;
import org.stroma.app.evidence.Evidence.RawFile;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Door;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.testing.Cast;

/** Takes containers of the released lot on their way, step by step, each by its person, to hospital H-031. */
public final class Road {
    public static final List<Gatekeeper.Signer> DISPATCHERS = List.of(new Gatekeeper.Signer("LG-1", "LOGISTICS"),
            new Gatekeeper.Signer("QA-1", "QA"));
    public static final List<Gatekeeper.Signer> RECEIVER = List.of(new Gatekeeper.Signer("HR-1", "HOSP_RECEIVER"));
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final String LATE = "entered from the paper of the tests";

    private static final Map<String, Actor> SESSIONS = new ConcurrentHashMap<>();

    public final ReleasedLot lot;
    public final Gatekeeper gates;
    public final Shipments shipments;
    public final Receipts receipts;
    public final ColdChain coldChain;
    public final SupplyOrders orders;
    public final Qualifications qualifications;
    public final PlantClock clock;
    public final Cast cast;
    public final String tag = "R" + System.nanoTime() % 1_000_000_000L;
    public final Instant start;

    public Road(ApplicationContext context) {
        this(context, ReleasedLot.of(context));
    }

    public Road(ApplicationContext context, ReleasedLot released) {
        lot = released;
        gates = new Gatekeeper(context);
        shipments = context.getBean(Shipments.class);
        receipts = context.getBean(Receipts.class);
        coldChain = context.getBean(ColdChain.class);
        orders = context.getBean(SupplyOrders.class);
        qualifications = context.getBean(Qualifications.class);
        clock = context.getBean(PlantClock.class);
        cast = context.getBean(Cast.class);
        start = clock.instant().minus(Duration.ofDays(2));
    }

    public String code(String name) {
        return name + "-" + tag;
    }

    public String shipment() {
        return code("SH");
    }

    /** A session of a person, kept alive however long the tests take. */
    public Actor as(String person) {
        return cast.refreshed(SESSIONS.computeIfAbsent(person, cast::signIn));
    }

    public static Door.Verifier verifier(String person) {
        return new Door.Verifier(Cast.login(person), Cast.PASSWORD, null);
    }

    /** A step so many hours after the start, verified by a person. */
    public Step step(double hour, String second) {
        Instant at = start.plusSeconds(Math.round(hour * 3600));
        return Step.of(at, at, verifier(second)).lateBecause(LATE);
    }

    /** A step that ends now. */
    public Step now() {
        return Step.of(clock.instant(), clock.instant(), null);
    }

    public Step now(String second) {
        return Step.of(clock.instant(), clock.instant(), verifier(second));
    }

    private LocalDate today() {
        return clock.instant().atZone(clock.getZone()).toLocalDate();
    }

    /** Carrier, site, shipper of ten days and logger, all in date. */
    public Road qualified() {
        LocalDate from = today().minusDays(30);
        LocalDate until = today().plusDays(365);
        Actor qa = as("QA-1");
        qualifications.grant(qa, Qualifications.Grant.carrier("CARRIER-1", "Maker to hospitals, road",
                "dry shipper in transport case", from, until, ReleasedLot.file("carrier")));
        qualifications.grant(qa, Qualifications.Grant.site("H-031", "licence for cell therapy, CN",
                List.of("UCM-01"), from, until, ReleasedLot.file("site")));
        qualifications.grant(qa, Qualifications.Grant.shipper(code("DS"), "dry shipper, vapour phase",
                new BigDecimal("240"), from, until, ReleasedLot.file("shipper")));
        qualifications.grant(qa, Qualifications.Grant.logger(code("LOG"), "cryogenic logger, -200 to 50 °C",
                new Qualifications.TableMapping("time", "yyyy-MM-dd HH:mm:ss", "Asia/Shanghai", "probe", "Cel", ","),
                from, until, ReleasedLot.file("calibration")));
        return this;
    }

    public Road ordered(int containers) {
        orders.place(as("HR-1"), new SupplyOrders.Order(code("SO"), "UCM-01", containers,
                clock.instant().plus(Duration.ofDays(3)), null));
        orders.confirm(as("LG-1"), code("SO"));
        return this;
    }

    public Road planned() {
        shipments.plan(as("LG-1"), step(0, "VF-1"), new Shipments.Plan(shipment(), code("SO"), "H-031", "CARRIER-1",
                code("DS"), code("LOG"), new BigDecimal("24")));
        return this;
    }

    public Road charged() {
        shipments.charge(as("WH-1"), step(1, "VF-1"),
                new Shipments.Charge(shipment(), new BigDecimal("-190"), new BigDecimal("11.2"), true));
        return this;
    }

    public Road packed(List<String> containers) {
        containers.forEach(each -> shipments.scan(as("WH-1"), shipment(), each));
        shipments.pack(as("WH-1"), step(1.5, "VF-1"), shipment(), code("SEAL"));
        return this;
    }

    public Road released() {
        gates.decide("G8a", shipment(), new Gates.Proposal("HANDED_OVER", null, null), DISPATCHERS);
        return this;
    }

    public Road handedOver() {
        shipments.handOver(as("LG-1"), step(2, "CD-1"), shipment());
        return this;
    }

    /** On its way with so many containers. */
    public Road underWay(int containers) {
        return qualified().ordered(containers).planned().charged().packed(lot.available(containers)).released()
                .handedOver();
    }

    /** At the hospital after 22 h 24 min, everything as it should be, looked at by two. */
    public Road arrived(List<String> scans) {
        receipts.receive(as("HR-1"), step(24.4, "HC-1"),
                new Receipts.Arrival(shipment(), code("SEAL"), true, true, false, scans));
        receipts.review(as("HC-1"), shipment());
        return this;
    }

    /** A table of the logger, one line every five minutes, with a warmer time in it when asked for. */
    public RawFile trace(double fromHour, double toHour, String celsius, double warmFrom, double warmTo,
            String warm) {
        StringBuilder csv = new StringBuilder("time,probe\n");
        Instant at = start.plusSeconds(Math.round(fromHour * 3600));
        Instant end = start.plusSeconds(Math.round(toHour * 3600));
        while (!at.isAfter(end)) {
            double hour = Duration.between(start, at).toSeconds() / 3600.0;
            csv.append(STAMP.format(at.atZone(clock.getZone()))).append(',')
                    .append(hour >= warmFrom && hour < warmTo ? warm : celsius).append('\n');
            at = at.plusSeconds(300);
        }
        return new RawFile("cryo-" + tag + ".csv", "text/csv", csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    public ColdChain.Stored read(RawFile trace) {
        ColdChain.Stored stored = receipts.readLogger(as("HR-1"), step(24.5, "HC-1"), shipment(), trace);
        receipts.review(as("HC-1"), shipment());
        return stored;
    }

    public Road accepted() {
        gates.decide("G8b", shipment(), new Gates.Proposal("ACCEPTED", null, null), RECEIVER);
        return this;
    }

    /** A good trace of the transport: lowest at 7 h, highest −151.2 °C at the end. */
    public RawFile goodTrace() {
        return trace(1.9, 24.5, "-185.4", 24.2, 24.6, "-151.2");
    }

    /** So many containers stored at the site. */
    public List<String> stored(int containers) {
        underWay(containers);
        List<String> codes = shipments.scans(shipment(), "PACK").stream().map(Shipments.Scan::unit).toList();
        arrived(codes).read(goodTrace());
        accepted();
        return codes;
    }
}
