package org.stroma.app.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.stroma.app.batch.Gatekeeper;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Authorship;
import org.stroma.app.quality.Deviations;
import org.stroma.app.standard.Evaluation;
import org.stroma.app.testing.StromaTest;

/** Shipments of the worked campaign through the services: the way to the hospital, and what stops it. SR-043. */
@StromaTest
class ShipmentTests {
    @Autowired
    private ApplicationContext context;
    @Autowired
    private Units units;
    @Autowired
    private Gates gates;
    @Autowired
    private Evidence evidence;
    @Autowired
    private Door door;
    @Autowired
    private Authorship authorship;
    @Autowired
    private Deviations deviations;
    @Autowired
    private Labels labels;

    @Test
    void walksFromTheOrderToTheSite() {
        Road road = new Road(context).underWay(7);
        List<String> packed = road.shipments.scans(road.shipment(), "PACK").stream().map(Shipments.Scan::unit)
                .toList();
        // The label's GS1 data is as good as the code.
        String label = labels.data(units.get(packed.getFirst())).orElseThrow();
        road.arrived(java.util.stream.Stream.concat(java.util.stream.Stream.of(label), packed.stream().skip(1))
                .toList());
        ColdChain.Stored stored = road.read(road.goodTrace());
        road.accepted();

        assertThat(label).startsWith("(01)09521234567899(17)");
        assertThat(stored.summary().highest()).isEqualByComparingTo("-151.2");
        assertThat(stored.summary().excursions()).isZero();
        assertThat(stored.event()).isNull();
        assertThat(packed).hasSize(7).allSatisfy(code -> {
            assertThat(units.get(code).state()).isEqualTo("SITE_STORED");
            assertThat(units.get(code).holder()).isEqualTo("H-031");
        });
        assertThat(units.get(road.shipment()).state()).isEqualTo("ACCEPTED");
        assertThat(evidence.file(stored.file())).isPresent();
        assertThat(road.coldChain.draw(road.as("HR-1"), stored).points())
                .anyMatch(point -> point.celsius().compareTo(new BigDecimal("-151.2")) == 0);
        assertThat(gates.decisions(road.shipment(), "G8b").stream()
                .filter(each -> each.state().equals("SIGNED")).allMatch(each -> gates.replays(each.evaluation())))
                .isTrue();
        assertThat(road.shipments.list(road.as("NU-2"))).noneMatch(
                each -> each.unit().code().equals(road.shipment()));
        assertThatThrownBy(() -> road.shipments.get(road.as("NU-2"), road.shipment())).isInstanceOf(Refusal.class)
                .hasMessageContaining("not-found");
        refused("ST108", () -> road.shipments.close(road.as("HR-1"), road.now(), road.shipment()));
    }

    @Test
    void quarantinesWhatBecameTooWarm() {
        Road road = new Road(context).underWay(2);
        List<String> packed = road.shipments.scans(road.shipment(), "PACK").stream().map(Shipments.Scan::unit)
                .toList();
        road.arrived(packed);
        ColdChain.Stored stored = road.read(road.trace(1.9, 24.5, "-185.4", 7, 7.3, "-118"));

        assertThat(stored.summary().highest()).isEqualByComparingTo("-118");
        assertThat(stored.summary().above()).isGreaterThan(new BigDecimal("10"));
        String event = stored.event();
        assertThat(event).startsWith("DEV-");
        assertThat(gates.judge("G8b", road.shipment()).evaluation().overall()).isEqualTo(Evaluation.Overall.FAIL);
        refused("ST050", () -> gates.propose(road.as("HR-1"), "G8b", road.shipment(),
                new Gates.Proposal("ACCEPTED", null, null)));
        refused("ST052", () -> gates.propose(road.as("HR-1"), "G8b", road.shipment(),
                new Gates.Proposal("REFUSED", null, null)));
        road.gates.decide("G8b", road.shipment(), new Gates.Proposal("REFUSED", null, event), Road.RECEIVER);

        assertThat(packed).allSatisfy(code -> {
            assertThat(units.get(code).state()).isEqualTo("SITE_QUARANTINE");
            assertThat(units.holds(code)).anyMatch(hold -> hold.open() && hold.reference().equals(event));
        });
        refused("ST032", () -> road.receipts.releaseQuarantine(road.as("HR-1"), road.now("HC-1"), packed));
        // A replacement is ordered, and the closed deviation frees every container of it.
        road.orders.place(road.as("HR-1"), new SupplyOrders.Order(road.code("SO2"), "UCM-01", 2,
                road.clock.instant(), road.code("SO")));
        deviations.conclude(road.as("QA-1"), event, road.shipment(), Deviations.Conclusion.REJECT,
                "beyond the excursion data of the product");
        deviations.close(road.as("QA-1"), event, "nitrogen lost on the way", "vials are destroyed");
        assertThat(packed).allSatisfy(
                code -> assertThat(units.holds(code)).noneMatch(hold -> hold.open() && hold.unit().equals(code)));
        refused("ST106", () -> road.receipts.releaseQuarantine(road.as("HR-1"), road.now("HC-1"), packed));
    }

    @Test
    void acceptsAGapOnlyAfterAssessment() {
        Road road = new Road(context).underWay(1);
        road.arrived(road.shipments.scans(road.shipment(), "PACK").stream().map(Shipments.Scan::unit).toList());
        road.read(road.trace(1.9, 24.0, "-185.4", 0, 0, "0"));

        assertThat(gates.judge("G8b", road.shipment()).evaluation().overall())
                .isEqualTo(Evaluation.Overall.PASS_WITH_CONDITIONS);
        String event = deviations.report(road.as("HR-1"), road.shipment(), Deviations.Severity.MINOR,
                "logger stopped before the delivery", false);
        road.gates.decide("G8b", road.shipment(),
                new Gates.Proposal("ACCEPTED_AFTER_ASSESSMENT", "gap of 24 min, shipper cold on arrival", event),
                List.of(new Gatekeeper.Signer("HR-1", "HOSP_RECEIVER"), new Gatekeeper.Signer("QA-1", "QA")));
        assertThat(units.get(road.shipment()).state()).isEqualTo("ACCEPTED");
    }

    @Test
    void findsAMissingVialAndAWrongSeal() {
        Road road = new Road(context).underWay(2);
        List<String> packed = road.shipments.scans(road.shipment(), "PACK").stream().map(Shipments.Scan::unit)
                .toList();
        road.receipts.receive(road.as("HR-1"), road.step(24.4, "HC-1"), new Receipts.Arrival(road.shipment(),
                "another seal", true, true, false, packed.subList(0, 1)));
        road.receipts.review(road.as("HC-1"), road.shipment());
        road.read(road.goodTrace());

        assertThat(units.get(packed.getLast()).state()).isEqualTo("MISSING");
        assertThat(gates.judge("G8b", road.shipment()).evaluation().overall()).isEqualTo(Evaluation.Overall.FAIL);
    }

    @Test
    void packsOnlyWhatMayBeShippedAndNoMoreThanOrdered() {
        Road road = new Road(context).qualified().ordered(1).planned().charged();
        String retained = units.members(road.lot.lot).stream().filter(unit -> unit.state().equals("RETAINED"))
                .findFirst().orElseThrow().code();
        List<String> two = road.lot.available(2);

        refused("ST102", () -> road.shipments.scan(road.as("WH-1"), road.shipment(), retained));
        refused("ST030", () -> road.shipments.scan(road.as("WH-1"), road.shipment(), "no such label"));
        refused("ST104", () -> road.shipments.pack(road.as("WH-1"), road.step(1.5, "VF-1"), road.shipment(), "S-001"));
        authorship.write(road.as("QA-1"), "hold of a test", () -> door.hold(two.getFirst(), Door.HoldKind.STOP,
                "TEST", road.tag, "hold of a test", null));
        refused("ST102", () -> road.shipments.scan(road.as("WH-1"), road.shipment(), two.getFirst()));
        closeHold(road, two.getFirst());
        road.shipments.scan(road.as("WH-1"), road.shipment(), two.getFirst());
        refused("ST104", () -> road.shipments.scan(road.as("WH-1"), road.shipment(), two.getLast()));
        refused("ST039", () -> road.shipments.pack(road.as("WH-1"), org.stroma.app.batch.Step.of(road.start,
                road.start, null).lateBecause("no second person"), road.shipment(), "S-001"));
    }

    @Test
    void stopsWhatIsHeldWhileItIsPacked() {
        Road road = new Road(context).qualified().ordered(1).planned().charged();
        String vial = road.lot.available(1).getFirst();
        road.packed(List.of(vial)).released();
        authorship.write(road.as("QA-1"), "hold of a test", () -> door.hold(vial, Door.HoldKind.STOP, "TEST",
                road.tag, "found after packing", null));

        refused("ST032", road::handedOver);
        assertThat(units.get(vial).state()).isEqualTo("PACKED");
        closeHold(road, vial);
        refused("ST105", () -> road.shipments.handOver(road.as("LG-1"), road.step(2, "LG-1"), road.shipment()),
                "ST039");
        road.shipments.unpack(road.as("WH-1"), road.step(2, "VF-1"), road.shipment());
        assertThat(units.get(vial).state()).isEqualTo("AVAILABLE");
    }

    @Test
    void needsAQualifiedCarrierAtThePlanAndAtTheHandOver() {
        Road road = new Road(context).qualified().ordered(1);
        LocalDate past = road.clock.instant().atZone(road.clock.getZone()).toLocalDate().minusDays(1);
        long expired = road.qualifications.grant(road.as("QA-1"), Qualifications.Grant.carrier("CARRIER-1",
                "road", "dry shipper", past.minusDays(30), past, ReleasedLot.file("old")));
        refused("ST101", road::planned);
        assertThat(road.qualifications.get(expired).valid()).isFalse();
        road.qualified();
        road.planned().charged().packed(road.lot.available(1)).released();
        road.qualifications.end(road.as("QA-1"), road.qualifications.newest(Qualifications.Kind.CARRIER, "CARRIER-1")
                .orElseThrow().id(), "carrier lost its licence");
        assertThat(gates.judge("G8a", road.shipment()).evaluation().overall()).isNotEqualTo(Evaluation.Overall.PASS);
        refused("ST101", road::handedOver);
        refused("ST038", () -> road.qualifications.grant(road.as("LG-1"), Qualifications.Grant.carrier("CARRIER-1",
                "road", "dry shipper", past, past.plusDays(9), ReleasedLot.file("self"))));
        road.qualified();
    }

    @Test
    void refusesAShortHoldAndAWarmShipperAtG8a() {
        Road road = new Road(context).qualified().ordered(1);
        road.shipments.plan(road.as("LG-1"), road.step(0, "VF-1"), new Shipments.Plan(road.shipment(),
                road.code("SO"), "H-031", "CARRIER-1", road.code("DS"), road.code("LOG"), new BigDecimal("130")));
        road.shipments.charge(road.as("WH-1"), road.step(1, "VF-1"),
                new Shipments.Charge(road.shipment(), new BigDecimal("-120"), null, true));
        road.packed(road.lot.available(1));
        List<String> open = gates.judge("G8a", road.shipment()).evaluation().verdicts().stream()
                .filter(verdict -> verdict.status() == org.stroma.app.standard.Status.NOT_MET)
                .map(org.stroma.app.standard.Verdict::requirement).toList();

        assertThat(open).containsExactlyInAnyOrder("G8a-03", "G8a-05");
        road.gates.decide("G8a", road.shipment(), new Gates.Proposal("STOPPED", null, null), Road.DISPATCHERS);
        road.shipments.unpack(road.as("WH-1"), road.step(2, "VF-1"), road.shipment());
        road.shipments.close(road.as("LG-1"), road.now(), road.shipment());
    }

    @Test
    void refusesAFileThatCannotBeReadAndChangesNothing() {
        Road road = new Road(context).underWay(1);
        road.arrived(road.shipments.scans(road.shipment(), "PACK").stream().map(Shipments.Scan::unit).toList());
        Evidence.RawFile broken = new Evidence.RawFile("bad.csv", "text/csv",
                "time,probe\n2026-01-01 10:00:00,-150\nyesterday,cold\n"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));

        refused("distribution.unreadable", () -> road.read(broken));
        assertThat(units.get(road.shipment()).state()).isEqualTo("DELIVERED");
        refused("distribution.no-readings", () -> road.read(road.trace(40, 41, "-185", 0, 0, "0")));
        refused("ST107", () -> door.perform(road.as("HR-1"), org.stroma.app.genealogy.Operation
                .of("OP-241", road.clock.instant(), road.clock.instant()).in("shipment", road.shipment()), null));
    }

    private void closeHold(Road road, String unit) {
        units.holds(unit).stream().filter(hold -> hold.open() && hold.cause().equals("TEST"))
                .forEach(hold -> authorship.write(road.as("QA-1"), "test is over", () -> {
                    door.close(hold.id(), "test is over");
                    return true;
                }));
    }

    static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String... or) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code()).isIn((Object[]) concat(code, or)));
    }

    private static String[] concat(String code, String... or) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(code), java.util.Arrays.stream(or))
                .toArray(String[]::new);
    }
}
