package org.stroma.app.clinic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stroma.app.clinic.ClinicTests.refused;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.batch.Lots;
import org.stroma.app.batch.Step;
import org.stroma.app.database.Refusal;
import org.stroma.app.distribution.RecallPapers;
import org.stroma.app.distribution.Recalls;
import org.stroma.app.distribution.ReleasedLot;
import org.stroma.app.distribution.RestrictedRelease;
import org.stroma.app.distribution.Road;
import org.stroma.app.distribution.Shipments;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.gate.Dispositions;
import org.stroma.app.gate.Disposing;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.release.Releases;
import org.stroma.app.shell.Worklist;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.Window;

/**
 * What becomes of a lot with containers at the maker, on the road and at the hospital: suspended and lifted, released again in
 * order, recalled, reconciled, rejected and closed. Each step is tried by the wrong people and by SQL. One
 * file, because one lot goes through all of it in this order. SR-043, SR-006. SR-022.
 */
@StromaTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LotDispositionTests {
    @Autowired
    private ApplicationContext context;
    @Autowired
    private Units units;
    @Autowired
    private Dispositions dispositions;
    @Autowired
    private Recalls recalls;
    @Autowired
    private Releases releases;
    @Autowired
    private Evidence evidence;
    @Autowired
    private Door door;
    @Autowired
    private Authorship authorship;
    @Autowired
    private Cast cast;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private List<Worklist> worklists;
    @LocalServerPort
    private int port;

    private ReleasedLot released;
    private String lot = "";
    private Ward ward;
    private Road onTheWay;
    private DoseOrders.DoseOrder reserved;
    private Disposing disposing;
    private String recall = "";
    private RecallPapers papers;

    private List<Worklist.Item> work(String person, String key) {
        Actor actor = cast.signIn(person);
        return worklists.stream().flatMap(list -> list.itemsFor(actor).stream())
                .filter(item -> item.titleKey().equals(key) && item.subject().equals(lot)).toList();
    }

    private String state(String unit) {
        return units.get(unit).state();
    }

    @Test
    @Order(1)
    void oneProposesTwoSignAndBothHaveTo() throws Exception {
        released = ReleasedLot.another(context);
        lot = released.lot;
        disposing = new Disposing(context);
        ward = new Ward(context, 13, new Road(context, released));
        onTheWay = new Road(context, released).underWay(2);
        reserved = ward.reserved("GIVEN", "41.5");
        ward.given(reserved, 57, 35);
        ward.doses.discardRemainder(ward.road.as("HP-1"), ward.road.now("HW-1"), reserved.code());
        reserved = ward.reserved("WAITS", "41.5");

        for (String stranger : List.of("OP-1", "WH-1", "QAM-1", "QP-A", "HR-1")) {
            refused("ST038", () -> disposing.propose(stranger, lot, "SUSPEND", null));
        }
        refused("ST031", () -> disposing.propose("QH-1", lot, "LIFT", null));
        refused("release.one-stage", () -> context.getBean(Gates.class).judge("G7a", lot));
        refused("ST10C", () -> disposing.propose("QH-1", lot, "SUSPEND", "1"));
        long id = disposing.propose("QH-1", lot, "SUSPEND", null);
        assertThat(disposing.propose("QH-1", lot, "SUSPEND", null)).as("pressed twice").isEqualTo(id);
        assertThat(work("QP-B", "worklist.sign-disposition")).hasSize(1);
        refused("ST017", () -> disposing.sign(lot, id, "QP-B", "QP_MAH"));
        refused("ST014", () -> disposing.sign(lot, id, "QP-A", "QP_MFG"));
        disposing.sign(lot, id, "QH-1", "QUALITY_HEAD");
        refused("ST018", () -> disposing.sign(lot, id, "QH-1", "QUALITY_HEAD"), "ST015");
        assertThat(state(lot)).isEqualTo("REL_MAH");
        // The signatures are of the lot as it was: one that moves takes them with it.
        onlyOneOfTwo(id);
        assertThat(state(lot)).isEqualTo("SUSPENDED");
        assertThat(units.holds(lot)).anyMatch(hold -> hold.open() && hold.cause().equals("DISPOSITION"));
        assertThat(work("QH-1", "worklist.suspended")).hasSize(1);
        assertThat(work("HR-1", "work.lot.stop")).singleElement()
                .satisfies(item -> assertThat(item.arguments()).contains("11"));
    }

    /** The same last signature, given twice at the same instant. */
    private void onlyOneOfTwo(long id) throws Exception {
        Runnable press = disposing.ready(lot, id, "QP-B", "QP_MAH");
        CountDownLatch ready = new CountDownLatch(2);
        List<String> ends = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            List<Future<String>> runs = java.util.stream.Stream.of(1, 2).map(_ -> pool.submit(() -> {
                ready.countDown();
                ready.await();
                try {
                    press.run();
                    return "done";
                } catch (Refusal refusal) {
                    return refusal.code();
                }
            })).toList();
            for (Future<String> run : runs) {
                ends.add(run.get());
            }
        }
        assertThat(ends).containsOnlyOnce("done");
    }

    @Test
    @Order(2)
    void nothingOfASuspendedLotIsUsedAndEverythingMayBeMoved() {
        refused("ST032", () -> ward.doses.startThaw(ward.road.as("HP-1"), ward.road.now(),
                new Doses.Thaw(reserved.code(), reserved.reserved(), "WATER_BATH", new BigDecimal("37"))));
        refused("ST115", () -> ward.reserved("LATER", "41.5"));
        Road next = new Road(context, released).qualified().ordered(1).planned().charged();
        refused("ST102", () -> next.shipments.scan(next.as("WH-1"), next.shipment(), released.available(1).getFirst()));
        List<String> codes = onTheWay.shipments.scans(onTheWay.shipment(), "PACK").stream().map(Shipments.Scan::unit)
                .toList();
        onTheWay.arrived(codes).read(onTheWay.goodTrace());
        refused("ST051", onTheWay::accepted);
        onTheWay.gates.decide("G8b", onTheWay.shipment(),
                new Gates.Proposal("QUARANTINED", null, "suspended lot"), Road.RECEIVER);
        assertThat(codes).allMatch(code -> state(code).equals("SITE_QUARANTINE"));
        String vial = ward.vials.get(6);
        ward.road.receipts.quarantine(ward.road.as("HR-1"), ward.road.now(), List.of(vial));
        refused("ST032", () -> ward.road.receipts.releaseQuarantine(ward.road.as("HR-1"), ward.road.now("HC-1"),
                List.of(vial)));
        assertThat(state(vial)).isEqualTo("SITE_QUARANTINE");
    }

    /**
     * What was begun before a suspension ends there: a packed shipment is not handed over, and a dose that three people have checked is not given. On
     * the way the decision to propose is on the worklist of who proposes it, until it waits for signatures.
     */
    @Test
    @Order(7)
    void underASuspensionNothingIsHandedOverAndNothingIsGiven() {
        ReleasedLot other = ReleasedLot.another(context);
        Ward atBed = new Ward(context, 2, new Road(context, other));
        DoseOrders.DoseOrder order = atBed.reserved("BED", "41.5");
        Doses.Dose dose = atBed.prepared(atBed.thawed(order, 12), 8, 30, null);
        atBed.checked(dose, order.patient(), order.reserved());
        atBed.allowed(dose);
        Road packed = new Road(context, other).qualified().ordered(1).planned().charged();
        packed.packed(other.available(1));
        assertThat(due("LG-1", packed.shipment())).isEqualTo("/gate/G8a/" + packed.shipment());
        assertThat(due("NU-1", packed.shipment())).isEmpty();
        long proposed = context.getBean(Gates.class).propose(cast.signIn("QA-1"), "G8a", packed.shipment(),
                new Gates.Proposal("HANDED_OVER", null, null));
        assertThat(due("LG-1", packed.shipment())).as("it waits for signatures now").isEmpty();
        context.getBean(Gates.class).withdraw(cast.signIn("QA-1"), proposed, "proposed too early");
        packed.released();
        disposing.decide(other.lot, "SUSPEND", null);

        refused("ST032", packed::handedOver);
        assertThat(state(packed.shipment())).isEqualTo("HANDED_OVER");
        refused("ST032", () -> atBed.doses.startInfusion(atBed.road.as("NU-1"), atBed.ago(0, "HC-1"), order.code()));
        assertThat(state(order.code())).isEqualTo("DOUBLE_CHECKED");
        disposing.decide(other.lot, "LIFT", null);
        packed.handedOver();
        assertThat(state(packed.shipment())).isEqualTo("IN_TRANSIT");
    }

    private String due(String person, String unit) {
        Actor actor = cast.signIn(person);
        return worklists.stream().flatMap(list -> list.itemsFor(actor).stream())
                .filter(item -> item.titleKey().equals("worklist.decision-due") && item.subject().equals(unit))
                .map(Worklist.Item::path).findFirst().orElse("");
    }

    /** As whoever is signed in, past the services. */
    @Test
    @Order(3)
    void noStatementGetsRoundTheSignatures() {
        for (String attack : List.of("update genealogy.unit set state = 'REL_MAH' where code = '" + lot + "'",
                "update gate.disposition set state = 'SIGNED'", "delete from genealogy.disposition_rule",
                "insert into genealogy.continuation (unit, disposition, outcome, given_at) values (1, 1, 'CONTINUE', now())",
                "update genealogy.hold set closed_at = now(), close_reason = 'none'",
                "update distribution.recall set state = 'CLOSED'",
                "update distribution.consignee set acknowledged_by = 1, acknowledged_at = now()",
                "select genealogy.dispose(1, 'LIFT', 1)", "select genealogy.stop_unit(1, 'x', 'x', 'x')",
                "select genealogy.expire_units()", "select people.void_signable('disposition', '1', 'x')",
                "select people.put_signable('disposition', '1', 'x', '1', 'x', 'x', 'x', '{QA}', '{APPROVED}', '{}')")) {
            assertThatThrownBy(() -> authorship.write(cast.signIn("QA-1"), "an attack",
                    () -> attack.startsWith("select")
                            ? jdbc.sql(attack).query((_, _) -> true).list().size()
                            : jdbc.sql(attack).update()))
                    .as(attack).hasStackTraceContaining("permission denied");
        }
        long hold = units.holds(lot).stream().filter(each -> each.open() && each.cause().equals("DISPOSITION"))
                .findFirst().orElseThrow().id();
        refused("ST10B", () -> authorship.write(cast.signIn("QA-1"), "an attack", () -> {
            door.close(hold, "an attack");
            return true;
        }));
        refused("ST10B", () -> authorship.write(cast.signIn("QA-1"), "an attack",
                () -> door.hold(lot, Door.HoldKind.STOP, "EXPIRY", "x", "an attack", null)));
        refused("ST038", () -> authorship.write(cast.signIn("OP-1"), "an attack", () -> jdbc.sql(
                "select gate.propose_disposition('" + lot + "', 'LIFT', null, 'an attack', null)")
                .query(Long.class).single()));
        refused("ST030", () -> authorship.write(cast.signIn("QH-1"), "an attack", () -> jdbc.sql(
                "select gate.propose_disposition('NO-SUCH', 'LIFT', null, 'an attack', null)")
                .query(Long.class).single()));
        assertThat(state(lot)).isEqualTo("SUSPENDED");
    }

    @Test
    @Order(4)
    void aSuspensionIsLiftedWhereTheReleasesLeadAndTheyAreGivenAgainInTheirOrder() {
        disposing.decide(lot, "LIFT", null);
        assertThat(state(lot)).isEqualTo("REL_MAH");
        assertThat(units.holds(lot)).noneMatch(Units.Hold::open);
        ward.thawed(reserved, 4);
        RestrictedUse begun = new RestrictedUse(context, ward, ward.vials.subList(7, 13));

        long open = disposing.propose("QH-1", lot, "SUSPEND", null);
        disposing.propose("QP-B", lot, "REJECT", null);
        assertThat(dispositions.of(lot, open).state()).as("replaced").isEqualTo("WITHDRAWN");
        dispositions.withdraw(cast.signIn("QA-1"), lot, dispositions.list(lot).getFirst().id(), "not after all");
        disposing.decide(lot, "SUSPEND", null);
        Evidence.Item osmolality = evidence.list(lot).stream()
                .filter(item -> item.characteristic().equals("osmolality")).findFirst().orElseThrow();
        released.campaign.gates.observe("AN-1", "QCR-1",
                List.of(Entry.of(lot, "osmolality", Evidence.Kind.RESULT, osmolality.values())
                        .byMethod("M-osmolality", true).correcting(osmolality.id(), "same value, other dilution")));
        disposing.decide(lot, "LIFT", null);
        assertThat(state(lot)).as("both releases were voided").isEqualTo("UNDER_REVIEW");
        refused("ST031", released::decidedByHolder);
        refused("ST210", released::decidedByMaker);
        released.releasedByMaker();
        assertThat(state(lot)).isEqualTo("REL_MFG");
        RestrictedRelease restricted = new RestrictedRelease(context, released, port);
        restricted.given();
        assertThat(state(lot)).isEqualTo("REL_MAH");
        assertThat(units.holds(lot)).noneMatch(Units.Hold::open);
        begun.attacked(restricted, onTheWay);
        restricted.keptTo(onTheWay, ward.vials.get(6));
    }

    @Test
    @Order(5)
    void aRecallNamesEveryConsigneeAndEachAcknowledges() {
        refused("ST031", () -> disposing.propose("QH-1", lot, "RECALL", "1"));
        DispositionTablet.of(context, port, lot).suspends();
        refused("ST10C", () -> disposing.propose("QH-1", lot, "RECALL", null));
        disposing.decide(lot, "RECALL", "1");
        assertThat(state(lot)).isEqualTo("RECALLED");
        Recalls.Recall opened = recalls.list(cast.signIn("QH-1")).stream().filter(each -> each.lot().equals(lot))
                .findFirst().orElseThrow();
        recall = opened.code();
        papers = new RecallPapers(context, recall);
        Recalls.Whole atMaker = recalls.get(cast.signIn("QH-1"), recall);
        Recalls.Whole atHospital = recalls.get(cast.signIn("HR-1"), recall);

        assertThat(opened.noticeDue()).isEqualTo(opened.openedAt().plus(java.time.Duration.ofDays(1)));
        assertThat(atMaker.consignees()).singleElement().satisfies(each -> assertThat(each)
                .extracting(Recalls.Consignee::organisation, Recalls.Consignee::shipped, Recalls.Consignee::used,
                        Recalls.Consignee::rest)
                .containsExactly("H-031", 15, 2, 11));
        assertThat(atMaker.containers()).hasSize(15).allMatch(line -> line.patient() == null);
        assertThat(atHospital.containers()).filteredOn(line -> line.fate().equals("USED")).hasSize(2)
                .allMatch(line -> line.patient() != null && line.patient().startsWith("GIVEN"));
        assertThat(recalls.list(cast.signIn("NU-2"))).noneMatch(each -> each.code().equals(recall));
        refused("not-found", () -> recalls.get(cast.signIn("NU-2"), recall));
        assertThat(recalls.list(cast.signIn("CD-1"))).isEmpty();
        refused("ST10H", () -> recalls.acknowledge(cast.signIn("NU-2"), recall, "not ours", null));
        refused("ST038", () -> recalls.acknowledge(cast.signIn("QA-1"), recall, "not ours", null));
        assertThat(work("HR-1", "work.recall.acknowledge")).hasSize(1);
        assertThat(papers.closingSays()).isEqualTo("ST10J");
        for (String language : List.of("zh-CN", "en")) {
            seen(language, "QH-1", "/recalls/" + recall, "recall-maker-" + language, "H-031");
            seen(language, "HR-1", "/recalls/" + recall, "recall-hospital-" + language, "GIVEN");
            seen(language, "HR-1", "/", "recall-worklist-" + language, recall);
            seen(language, "WH-1", "/recalls", "stranded-" + language, lot);
        }
        papers.unreachableForAMoment();
        recalls.acknowledge(cast.signIn("HR-1"), recall, "all vials in quarantine", null);
        refused("ST10H", () -> recalls.acknowledge(cast.signIn("HR-1"), recall, "once more", null));
        assertThat(work("HR-1", "work.recall.acknowledge")).isEmpty();
        assertThat(work("QH-1", "work.recall.reconcile")).hasSize(1);
        refused("ST032", () -> ward.prepared(ward.orders.get(ward.road.as("HP-1"), reserved.code()), 0, 20, null));
    }

    private void seen(String language, String person, String path, String picture, String text) {
        try (Window window = Window.open(port, language)) {
            window.signIn(cast, person).go(path).picture(picture);
            assertThat(window.page().textContent("main")).contains(text).doesNotContain("⟨");
            assertThat(window.complaints()).isEmpty();
        }
    }

    @Test
    @Order(6)
    void aRecallClosesWhenNothingIsLeftAndTheLotWhenEverythingHasItsEnd() {
        ward.doses.discard(ward.road.as("HP-1"), ward.road.now("HW-1"), reserved.code(), "lot recalled");
        List<String> site = units.members(lot).stream().filter(unit -> unit.state().equals("SITE_STORED"))
                .map(Units.Unit::code).toList();
        ward.road.receipts.quarantine(ward.road.as("HR-1"), ward.road.now(), site);
        refused("ST039", () -> ward.road.receipts.destroyAtSite(ward.road.as("HR-1"), ward.road.now("HC-1"), site,
                "AUTOCLAVE"));
        ward.road.receipts.destroyAtSite(ward.road.as("HR-1"), ward.road.now("HW-1"), site, "AUTOCLAVE");
        assertThat(papers.closingSays()).as("three are still there").isEqualTo("ST10J");
        List<String> rest = units.members(lot).stream().filter(unit -> unit.state().equals("SITE_QUARANTINE"))
                .map(Units.Unit::code).toList();
        sentBackAndDestroyed(rest);
        assertThat(recalls.get(cast.signIn("QA-1"), recall).consignees()).singleElement()
                .satisfies(each -> assertThat(List.of(each.shipped(), each.returned(), each.used(), each.destroyed(),
                        each.rest())).containsExactly(15, 3, 2, 10, 0));
        refused("ST10F", () -> disposing.propose("QP-B", lot, "CLOSE", null));
        assertThat(papers.closingSays()).as("nothing was reported").isEqualTo("ST203");
        papers.attacked();
        papers.reported();
        assertThat(papers.closingSays()).as("nobody was asked").isEqualTo("ST204");
        papers.judged();
        for (String language : List.of("zh-CN", "en")) {
            seen(language, "QA-1", "/recalls/" + recall, "recall-papers-" + language, "H-031");
        }
        papers.closed();
        seen("en", "QAM-1", "/recalls/" + recall, "recall-closed", "QP-B");

        assertThat(releases.unsettled(lot)).hasSize(130 - 24 - 15 + 5);
        assertThat(work("WH-1", "work.lot.destroy")).hasSize(1);
        destroyAtTheMaker();
        assertThat(releases.unsettled(lot)).isEmpty();
        disposing.decide(lot, "CLOSE", null);
        assertThat(state(lot)).isEqualTo("CLOSED");
        refused("ST031", () -> disposing.propose("QA-1", lot, "REJECT", null));
        assertThat(dispositions.offered(lot)).isEmpty();
    }

    /** Back in a shipment of its own, and destroyed after G10, which a hold on the lot does not stop. */
    private void sentBackAndDestroyed(List<String> rest) {
        String back = ward.road.code("RT");
        ward.road.shipments.planReturn(ward.road.as("HR-1"), ward.road.now(), new Shipments.ReturnPlan(back, "MAKER-1",
                "recalled", "CARRIER-1", ward.road.code("DS"), ward.road.code("LOG"), new BigDecimal("24")));
        ward.road.receipts.sendBack(ward.road.as("HR-1"), ward.road.now("CD-1"), back, "SEAL-BACK", rest);
        ward.road.receipts.receiveReturn(ward.road.as("WH-1"), ward.road.now(), back, rest);
        Destructions destructions = context.getBean(Destructions.class);
        long plan = destructions.plan(ward.road.as("WH-1"),
                new Destructions.Plan(back, Destructions.Method.INCINERATION, "WH-1", "WT-1"));
        ward.road.gates.decide("G10", back, new Gates.Proposal("DESTROY", null, null),
                List.of(new org.stroma.app.batch.Gatekeeper.Signer("WH-1", "WAREHOUSE"),
                        new org.stroma.app.batch.Gatekeeper.Signer("QA-1", "QA"),
                        new org.stroma.app.batch.Gatekeeper.Signer("WT-1", "WITNESS")));
        destructions.destroy(ward.road.as("WH-1"), ward.road.now("WT-1"), plan);
        assertThat(rest).allMatch(code -> state(code).equals("DESTROYED"));
    }

    private void destroyAtTheMaker() {
        Lots lots = context.getBean(Lots.class);
        List<String> left = releases.unsettled(lot).stream().map(Releases.Unsettled::code).toList();
        Step step = ward.road.now("WT-1");
        lots.destroy(ward.road.as("WH-1"), step, left, "incineration");
    }
}
