package org.stroma.app.clinic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.stroma.app.database.Refusal;
import org.stroma.app.distribution.Shipments;
import org.stroma.app.gate.Gates;
import org.stroma.app.people.Signing;
import org.stroma.app.people.Sites;
import org.stroma.app.testing.Attack;
import org.stroma.app.genealogy.Trace;
import org.stroma.app.genealogy.Traces;
import org.stroma.app.genealogy.Units;
import org.stroma.app.quality.Deviations;
import org.stroma.app.standard.Evaluation;
import org.stroma.app.standard.Status;
import org.stroma.app.standard.Verdict;
import org.stroma.app.testing.StromaTest;

/** The three patients of the worked campaign through the services, and each variant that must fail. SR-005, SR-044. */
@StromaTest
class ClinicTests {
    @Autowired
    private ApplicationContext context;
    @Autowired
    private Units units;
    @Autowired
    private Gates gates;
    @Autowired
    private Traces traces;
    @Autowired
    private Deviations deviations;
    @Autowired
    private AdverseEvents events;

    @Test
    void treatsThreePatientsAsTheCampaignDid() {
        Ward ward = new Ward(context, 7);
        treats(ward, "PT-A", "62.0", 3, "10.33", 67, 41, "4.67", 18.33, 6.518e7);
        treats(ward, "PT-B", "48.0", 2, "8.00", 60, 36, "2.00", 18.33, 5.048e7);
        treats(ward, "PT-C", "41.5", 2, "6.92", 57, 35, "3.08", 18.34, 4.367e7);
        List<Shipments.Settled> settled = ward.road.shipments.reconciliation(ward.road.as("HR-1"),
                ward.road.shipment());

        assertThat(settled).hasSize(7).allMatch(each -> each.state().equals("ADMINISTERED") && each.settled());
        ward.road.shipments.close(ward.road.as("HR-1"), ward.road.now(), ward.road.shipment());
        assertThat(units.get(ward.road.shipment()).state()).isEqualTo("CLOSED");
    }

    private void treats(Ward ward, String name, String kg, int vials, String volume, int thawEnd, int start,
            String discarded, double dmso, double delivered) {
        DoseOrders.DoseOrder order = ward.reserved(name, kg);
        assertThat(order.containers()).isEqualTo(vials);
        assertThat(order.volumeMl()).isEqualByComparingTo(volume);
        Doses.Dose dose = ward.given(order, thawEnd, start);
        Doses.Given given = ward.doses.given(ward.road.as("NU-1"), order.code());

        assertThat(given.vials()).isEqualTo(vials);
        assertThat(given.volumeMl()).isEqualByComparingTo(volume);
        assertThat(given.windowMinutes()).isEqualTo(thawEnd);
        assertThat(given.dmsoMgPerKg().doubleValue()).isCloseTo(dmso, within(0.005));
        assertThat(given.deliveredViableCells().doubleValue()).isCloseTo(delivered, within(1e4));
        assertThat(dose.windowMinutes()).isEqualByComparingTo("120");
        discards(ward, order, discarded);
        events.record(ward.road.as("DR-1"), order.code(), AdverseEvents.OutcomeKind.NO_REACTION,
                ward.road.clock.instant(), null);
        traced(ward, order);
    }

    private void discards(Ward ward, DoseOrders.DoseOrder order, String discarded) {
        long operation = ward.doses.discardRemainder(ward.road.as("HP-1"), ward.road.now("HW-1"), order.code());
        BigDecimal sum = context.getBean(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("select sum(quantity) from genealogy.fate where operation = :o and fate = 'DISCARD'")
                .param("o", operation).query(BigDecimal.class).single();

        assertThat(sum).isEqualByComparingTo(discarded);
        assertThat(order.reserved()).allSatisfy(code -> {
            assertThat(units.get(code).state()).isEqualTo("ADMINISTERED");
            assertThat(units.get(code).remaining()).isZero();
        });
    }

    private void traced(Ward ward, DoseOrders.DoseOrder order) {
        List<String> found = traces.trace(ward.road.as("QA-1"), order.code(), Trace.Direction.UP, 50).nodes().stream()
                .map(Trace.Node::code).toList();
        List<String> atHospital = traces.trace(ward.road.as("NU-1"), order.code(), Trace.Direction.UP, 50).nodes()
                .stream().map(Trace.Node::type).distinct().toList();

        assertThat(found).containsAll(order.reserved()).contains(ward.road.lot.lot, ward.road.lot.campaign.code("WCB"),
                ward.road.lot.campaign.code("MCB"), ward.road.lot.campaign.code("DN"));
        assertThat(atHospital).doesNotContain("DONOR_RECORD", "BANK", "TISSUE");
    }

    /** Domain brief 5.4: by what they did, not by the line that they sign. */
    @Test
    void whoPreparedADoseDoesNotCheckItAndWhoVerifiedThatDoesNotSignAsPreparer() {
        Ward ward = new Ward(context, 2);
        String both = ward.somebody("HOSP_PREPARER", "HOSP_CHECKER");
        DoseOrders.DoseOrder order = ward.reserved("TWICE", "41.5");
        ward.doses.startThaw(ward.road.as(both), ward.ago(14, "HC-1"),
                new Doses.Thaw(order.code(), order.reserved(), "WATER_BATH", new BigDecimal("37.0")));
        ward.doses.endThaw(ward.road.as("HP-1"), ward.ago(10, both), order.code(), order.reserved());
        Doses.Dose dose = ward.prepared(ward.orders.get(ward.road.as("HP-1"), order.code()), 5, 30, null);
        ward.checked(dose, order.patient(), order.reserved());
        long decision = gates.propose(ward.road.as("HP-1"), "G9", order.code(),
                new Gates.Proposal("INFUSE", null, null));

        refused("ST018", () -> sign(ward, decision, both, "HOSP_CHECKER"));
        refused("ST018", () -> sign(ward, decision, both, "HOSP_PREPARER"));
        Ward.BEDSIDE.forEach(signer -> sign(ward, decision, signer.person(), signer.role()));
        assertThat(units.get(order.code()).state()).isEqualTo("DOUBLE_CHECKED");
    }

    private void sign(Ward ward, long decision, String person, String role) {
        gates.sign(ward.road.as(person), decision, ward.road.cast.entry(person, role,
                context.getBean(Signing.class).panel(Gates.RECORD, Long.toString(decision)).orElseThrow()));
    }

    /** A container is reserved where it stands: asked by the service, and by a statement past it. */
    @Test
    void nobodyReservesWhatStandsAtAnotherSite() {
        Ward ward = new Ward(context, 2);
        String south = ward.somebody("HOSP_PREPARER");
        context.getBean(Sites.class).install("system:demo", "a preparer of the south campus", List.of(),
                Map.of(south, List.of("H-031-S")));
        DoseOrders.DoseOrder order = ward.ordered("SOUTH", "41.5", null);
        ward.orders.verify(ward.road.as("HC-1"), order.code());
        assertThat(ward.road.as(south).site()).isEqualTo("H-031-S");

        refused("ST183", () -> ward.orders.allocate(ward.road.as(south), order.code(), ward.vials));
        assertThat(context.getBean(Attack.class).by(ward.road.as(south),
                "select clinic.allocate('%s', array ['%s'])".formatted(order.code(),
                        String.join("','", ward.vials))))
                .isEqualTo("ST183");
        assertThat(ward.orders.allocate(ward.road.as("HP-1"), order.code(), ward.vials).reserved()).hasSize(2);
    }

    @Test
    void refusesUseBeyondTheWindow() {
        Ward ward = new Ward(context, 4);
        DoseOrders.DoseOrder order = ward.reserved("LATE", "48.0");
        Doses.Dose dose = ward.prepared(ward.thawed(order, 100), 95, 31, null);
        ward.checked(dose, order.patient(), order.reserved());

        assertThat(open(order.code())).containsExactly("G9-04b");
        refused("ST050", () -> ward.allowed(dose));
        refused("ST112", () -> ward.doses.expire(ward.road.as("HP-1"), ward.road.now(), order.code()));
        ward.road.gates.decide("G9", order.code(), new Gates.Proposal("DISCARD", null, "DEV-window"),
                Ward.BEDSIDE.subList(0, 2));
        assertThat(units.get(order.code()).state()).isEqualTo("DISCARDED");
        ward.doses.discard(ward.road.as("HP-1"), ward.road.now("HW-1"), order.code(), "window of use too short");
        assertThat(order.reserved()).allMatch(code -> units.get(code).state().equals("DESTROYED"));

        DoseOrders.DoseOrder second = ward.thawed(ward.reserved("LATER", "41.5"), 125);
        refused("ST112", () -> ward.prepared(second, 0, 20, null));
        ward.doses.expire(ward.road.as("HP-1"), ward.road.now(), second.code());
        assertThat(second.reserved()).allMatch(code -> units.get(code).state().equals("EXPIRED_IN_USE"));
    }

    @Test
    void opensADeviationWhenARunningInfusionPassesTheWindow() {
        Ward ward = new Ward(context, 2);
        DoseOrders.DoseOrder order = ward.reserved("SLOW", "41.5");
        Doses.Dose dose = ward.prepared(ward.thawed(order, 85), 80, 30, null);
        ward.checked(dose, order.patient(), order.reserved());
        ward.allowed(dose);
        ward.doses.startInfusion(ward.road.as("NU-1"), ward.road.now(), order.code());
        // The infusion ran on: the clock of the plant goes ahead and comes back.
        java.time.Instant now = ward.road.clock.instant();
        try {
            ward.road.clock.moveTo(now.plusSeconds(46 * 60));
            String event = ward.doses.endInfusion(ward.road.as("NU-1"), ward.road.now(), order.code(), null);

            assertThat(event).startsWith("DEV-");
            assertThat(deviations.get(event).description()).contains("131 min");
            assertThat(ward.doses.given(ward.road.as("NU-1"), order.code()).windowMinutes()).isEqualTo(131);
        } finally {
            ward.road.clock.moveTo(now.plusSeconds(5));
        }
    }

    @Test
    void stopsTheWrongVialAndTheWrongPatient() {
        Ward ward = new Ward(context, 5);
        DoseOrders.DoseOrder a = ward.reserved("PA", "62.0");
        DoseOrders.DoseOrder b = ward.reserved("PB", "48.0");
        Doses.Dose dose = ward.prepared(ward.thawed(b, 20), 10, 36, null);
        Doses.Checked wrong = ward.checked(dose, b.patient(), a.reserved().subList(0, 2));

        assertThat(wrong.doseMatches()).isFalse();
        assertThat(wrong.patientMatches()).isTrue();
        assertThat(deviations.get(wrong.event()).severity()).isEqualTo("CRITICAL");
        assertThat(open(b.code())).containsExactly("G9-01");
        refused("ST050", () -> ward.allowed(dose));
        Doses.Checked patient = ward.checked(dose, a.patient(), b.reserved());
        assertThat(patient.patientMatches()).isFalse();
        // Even when it matches at last, the event stands in the way until quality has closed it.
        assertThat(ward.checked(dose, b.patient(), b.reserved()).agrees()).isTrue();
        refused("ST051", () -> ward.allowed(dose));
        for (String event : List.of(wrong.event(), patient.event())) {
            deviations.conclude(ward.road.as("QA-1"), event, b.code(), Deviations.Conclusion.NO_IMPACT,
                    "caught by the scan, nothing was given");
            deviations.close(ward.road.as("QH-1"), event, "two trays on one table", "none");
        }
        ward.allowed(dose);
        assertThat(units.get(b.code()).state()).isEqualTo("DOUBLE_CHECKED");
    }

    @Test
    void refusesAnOrderTenTimesTheDose() {
        Ward ward = new Ward(context, 2);
        DoseOrders.DoseOrder order = ward.ordered("TEN", "48.0", "4.8e8");

        assertThat(order.percentOfDue()).isEqualByComparingTo("1000");
        refused("ST114", () -> ward.orders.verify(ward.road.as("HC-1"), order.code()));
        refused("ST111", () -> ward.orders.allocate(ward.road.as("HP-1"), order.code(), ward.vials));
        DoseOrders.DoseOrder half = ward.reserved("HALF", "48.0");
        Doses.Dose dose = ward.prepared(ward.thawed(half, 10), 5, 30, "9.00");
        ward.checked(dose, half.patient(), half.reserved());
        assertThat(open(half.code())).containsExactly("G9-08");
        refused("ST050", () -> ward.allowed(dose));
    }

    @Test
    void seesOldWeightMissingTraceAndUntrainedHands() {
        Ward ward = new Ward(context, 2);
        DoseOrders.DoseOrder order = ward.reserved("TRACE", "41.5");
        // Six hours after the last reading of the storage logger.
        java.time.Instant now = ward.road.clock.instant();
        try {
            ward.road.clock.moveTo(now.plus(java.time.Duration.ofDays(6)));
            refused("ST016", () -> ward.doses.startThaw(ward.road.as("NU-2"), ward.road.now(),
                    new Doses.Thaw(order.code(), order.reserved(), "WATER_BATH", new BigDecimal("37"))), "not-found");
            Doses.Dose dose = ward.prepared(ward.thawed(order, 10), 5, 30, null);
            ward.checked(dose, order.patient(), order.reserved());
            assertThat(open(order.code())).containsExactly("G9-06", "G9-09");
        } finally {
            ward.road.clock.moveTo(now.plusSeconds(5));
        }
    }

    @Test
    void refusesToThawWhatHasExpired() {
        Ward ward = new Ward(context, 2);
        DoseOrders.DoseOrder order = ward.reserved("EXP", "41.5");
        java.time.Instant now = ward.road.clock.instant();
        java.time.Instant expiry = units.get(order.reserved().getFirst()).expiresAt();
        try {
            ward.road.clock.moveTo(expiry);
            refused("ST034", () -> ward.doses.startThaw(ward.road.as("HP-1"), ward.road.now(),
                    new Doses.Thaw(order.code(), order.reserved(), "WATER_BATH", new BigDecimal("37"))));
        } finally {
            ward.road.clock.moveTo(now.plusSeconds(5));
        }
    }

    @Test
    void holdsTheSiblingsAfterASeriousEvent() {
        Ward ward = new Ward(context, 4);
        DoseOrders.DoseOrder order = ward.reserved("AE", "41.5");
        ward.given(order, 57, 35);
        String mild = events.report(ward.road.as("NU-1"), new AdverseEvents.Report(order.code(),
                AdverseEvents.Seriousness.NOT_SERIOUS, ward.road.clock.instant(), "flushing",
                "flushing of the face for ten minutes"));
        DoseOrders.DoseOrder sibling = ward.reserved("SIB", "41.5");
        String serious = events.report(ward.road.as("DR-1"), new AdverseEvents.Report(order.code(),
                AdverseEvents.Seriousness.SERIOUS, ward.road.clock.instant(), "anaphylaxis",
                "fall of blood pressure, treated"));
        AdverseEvents.Event event = events.get(ward.road.as("QA-1"), serious);

        assertThat(events.get(ward.road.as("QA-1"), mild).authorityDue()).isNull();
        assertThat(event.authorityDue()).isEqualTo(event.reportedAt().plus(java.time.Duration.ofDays(15)));
        assertThat(units.holds(sibling.reserved().getFirst()))
                .anyMatch(hold -> hold.open() && hold.unit().equals(ward.road.lot.lot));
        refused("ST032", () -> ward.thawed(sibling, 1));
        refused("identifier.found", () -> events.report(ward.road.as("DR-1"), new AdverseEvents.Report(order.code(),
                AdverseEvents.Seriousness.SERIOUS, ward.road.clock.instant(), "fever",
                "patient 110101199003078515 had fever")));
        assertThat(events.list(ward.road.as("NU-2"))).noneMatch(each -> each.code().equals(serious));
        assertThat(events.list(ward.road.as("OP-1"))).isEmpty();
        events.acknowledge(ward.road.as("QA-1"), serious);
        deviations.conclude(ward.road.as("QA-1"), event.deviation(), ward.road.lot.lot,
                Deviations.Conclusion.ACCEPTABLE, "known reaction, no defect of the lot");
        deviations.close(ward.road.as("QH-1"), event.deviation(), "reaction of the patient", "lot stays in use");
        ward.thawed(sibling, 1);
    }

    @Test
    void keepsPatientsOfOtherHospitalsApart() {
        Ward ward = new Ward(context, 2);
        DoseOrders.DoseOrder order = ward.ordered("OWN", "41.5", null);

        refused("not-found", () -> ward.orders.get(ward.road.as("NU-2"), order.code()));
        refused("not-found", () -> ward.orders.get(ward.road.as("QA-1"), order.code()));
        refused("not-found", () -> ward.orders.list(ward.road.as("LG-1")));
        refused("ST110", () -> ward.orders.place(ward.road.as("DR-2"), new DoseOrders.NewOrder("DO-X" + ward.road.tag,
                order.patient(), "UCM-01", "AGVHD", new BigDecimal("50"), ward.road.clock.instant(), null, 1,
                "ELECTROLYTE_HSA")));
        refused("ST113", () -> ward.orders.place(ward.road.as("DR-1"), new DoseOrders.NewOrder("DO-Y" + ward.road.tag,
                order.patient(), "UCM-01", "AGVHD", new BigDecimal("50"), ward.road.clock.instant(), null, 1,
                "SALINE")));
        assertThat(ward.patients.list(ward.road.as("DR-2"))).noneMatch(each -> each.code().equals(order.patient()));
    }

    private List<String> open(String dose) {
        Evaluation evaluation = gates.judge("G9", dose).evaluation();
        return evaluation.verdicts().stream()
                .filter(verdict -> verdict.status() == Status.NOT_MET || verdict.status() == Status.MISSING)
                .map(Verdict::requirement).sorted().toList();
    }

    static void refused(String code, ThrowingCallable call, String... or) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isIn(
                (Object[]) java.util.stream.Stream.concat(java.util.stream.Stream.of(code), java.util.Arrays.stream(or))
                        .toArray(String[]::new)));
    }
}
