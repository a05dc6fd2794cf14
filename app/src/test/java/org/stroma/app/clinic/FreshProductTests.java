package org.stroma.app.clinic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stroma.app.clinic.ClinicTests.refused;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.stroma.app.bank.Banks;
import org.stroma.app.batch.BatchCampaign;
import org.stroma.app.batch.Count;
import org.stroma.app.batch.Cultures;
import org.stroma.app.batch.Gatekeeper;
import org.stroma.app.batch.Lots;
import org.stroma.app.batch.Step;
import org.stroma.app.batch.Vessels;
import org.stroma.app.database.Credentials;
import org.stroma.app.distribution.ColdChain;
import org.stroma.app.distribution.Qualifications;
import org.stroma.app.distribution.Receipts;
import org.stroma.app.distribution.ReleasedLot;
import org.stroma.app.distribution.Road;
import org.stroma.app.distribution.Shipments;
import org.stroma.app.distribution.SupplyOrders;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.People;
import org.stroma.app.release.Releases;
import org.stroma.app.standard.Reading;
import org.stroma.app.standard.StandardRegister;
import org.stroma.app.standard.Value;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.OtherProduct;
import org.stroma.app.testing.StromaTest;
import org.stroma.measure.Measurement;
import org.stroma.measure.Qualifier;

/** A fresh product from its bank to the patient within its shelf life of 24 hours (CL-10): no freezing, no thaw, a box of 2 to 8 °C. SR-046. */
@StromaTest
class FreshProductTests {
    private static final String PRODUCT = "FR-02";
    private static final String CHANGES = """
            {"route": {"tissue": "UC", "isolation": "ENZYMATIC", "regime": "ONE_TIER", "expansion": "2D", "formulation": "FRESH"},
             "banks": {"DCB": {"passage": 3, "cpdl": "12", "reserve_minimum": 2, "demand_per_month": "0.1", "reorder_months": 1}},
             "parameters": [
               {"code": "seed_density", "name": {"zh": "接种密度", "en": "seeding density"}, "operation": "OP-090", "unit": "{cells}/cm2", "nor": {"from": "3500", "to": "4500"}, "par": {"from": "3000", "to": "5000"}},
               {"code": "confluence", "name": {"zh": "融合度", "en": "confluence"}, "operation": "OP-130A", "unit": "%", "nor": {"from": "80", "to": "90"}, "par": {"from": "70", "to": "95"}},
               {"code": "enzyme_contact", "name": {"zh": "酶接触", "en": "enzyme contact"}, "operation": "OP-130A", "unit": "min", "nor": {"from": "3", "to": "8"}, "par": {"from": "2", "to": "12"}},
               {"code": "wash_recovery", "name": {"zh": "回收率", "en": "recovery"}, "operation": "OP-140", "unit": "%", "nor": {"from": "88", "to": "97"}, "par": {"from": "85"}},
               {"code": "target_concentration", "name": {"zh": "配制浓度", "en": "concentration"}, "operation": "OP-150F", "unit": "{cells}/mL", "nor": {"from": "6.5e6", "to": "7.5e6"}, "par": {"from": "5e6", "to": "2e7"}},
               {"code": "charge_temperature", "name": {"zh": "装载前温度", "en": "inside of the box"}, "operation": "OP-232", "unit": "Cel", "nor": {"from": "2", "to": "8"}, "par": {"from": "2", "to": "8"}},
               {"code": "recording_gap", "name": {"zh": "记录间断", "en": "gap of a record"}, "operation": "OP-241", "unit": "min", "nor": {"to": "15"}, "par": {"to": "15"}}]}""";
    private static final String PRESENTATION = """
            {"dmso_percent": "0", "storage_above_c": "2", "storage_below_c": "8", "storage_alarm_c": "8"}""";
    private static final String RELEASE = """
            standard: fr02-release
            version: "%s"
            name: {zh: 新鲜制剂放行标准, en: Release of a fresh product}
            characteristics:
              - {code: viability, name: {zh: 细胞活率, en: viability}, type: quantity, unit: "%%"}
              - {code: endotoxin, name: {zh: 内毒素, en: endotoxin}, type: quantity, unit: "{EU}/mL"}
              - {code: rapid_sterility, name: {zh: 快速无菌, en: rapid sterility}, type: finding}
              - {code: osmolality, name: {zh: 渗透压, en: osmolality}, type: quantity, unit: mosm/kg}
            requirements:
              - {code: R-01, name: {zh: 活率, en: Viability}, severity: B, tag: D, cites: [HOUSE], criterion: {at_least: {of: viability, limit: "80 %%"}}}
              - {code: R-02, name: {zh: 内毒素, en: Endotoxin}, severity: B, tag: D, cites: [HOUSE], criterion: {at_most: {of: endotoxin, limit: "1.0 {EU}/mL"}}}
              - {code: R-03, name: {zh: 快速无菌（经全面验证）, en: "Rapid sterility, fully validated"}, severity: B, tag: D, cites: [HOUSE], criterion: {absent: rapid_sterility}}
              - {code: R-04, name: {zh: 渗透压, en: Osmolality}, severity: B, tag: S, cites: [HOUSE], criterion: {between: {of: osmolality, from: 280 mosm/kg, to: 320 mosm/kg}}}
            """;
    private static final String BATCH = """
            standard: fr02-batch
            version: "%s"
            name: {zh: 新鲜制剂批放行审核项, en: Batch-level requirements of a fresh product}
            characteristics:
              - {code: batch_record_review, name: {zh: 批记录审核, en: review of the batch record}, type: document}
            requirements:
              - {code: G6-01, name: {zh: 批记录审核, en: Review of the batch record}, severity: B, tag: D, cites: [HOUSE], criterion: {document: batch_record_review}}
            """;
    private static final String USE = """
            standard: fr02-use
            version: "%s"
            name: {zh: 新鲜制剂使用前核对, en: Checks before use of a fresh product}
            characteristics:
              - {code: serial_matches_order, name: {zh: 序列号与医嘱一致, en: serial agrees with the order}, type: flag}
              - {code: two_identifiers, name: {zh: 患者双重身份核对, en: patient confirmed by two identifiers}, type: flag}
              - {code: site_trace_complete, name: {zh: 医院贮存记录完整, en: storage trace complete}, type: flag}
              - {code: container_state, name: {zh: 容器状态, en: state of the container}, type: code, choices: [{code: SITE_STORED, name: {zh: 医院贮存, en: stored at the site}}, {code: OTHER, name: {zh: 其他, en: other}}]}
              - {code: lot_state, name: {zh: 批状态, en: state of the lot}, type: code, choices: [{code: REL_MAH, name: {zh: 已上市放行, en: released to the market}}, {code: SUSPENDED, name: {zh: 暂停, en: suspended}}]}
              - {code: planned_window, name: {zh: 灌装结束至计划输注结束, en: end of filling to planned end of infusion}, type: quantity, unit: min, formula: use-window/1}
              - {code: dose_ratio, name: {zh: 剂量占医嘱, en: dose as a share of the order}, type: quantity, unit: "%%", formula: dose-ratio/1}
            requirements:
              - {code: G9-01, name: {zh: 核对, en: Serial and patient}, severity: B, tag: D, cites: [HOUSE], criterion: {all_of: [{is: {of: serial_matches_order, flag: true}}, {is: {of: two_identifiers, flag: true}}]}}
              - {code: G9-02, name: {zh: 容器与批, en: Container and lot}, severity: B, tag: D, cites: [HOUSE], criterion: {all_of: [{is: {of: container_state, code: SITE_STORED}}, {is: {of: lot_state, code: REL_MAH}}]}}
              - {code: G9-04, name: {zh: 有效期 24 小时, en: Shelf life of 24 hours}, severity: B, tag: D, cites: [HOUSE], criterion: {at_most: {of: planned_window, limit: 1440 min}}}
              - {code: G9-06, name: {zh: 贮存记录, en: Storage trace}, severity: B, tag: D, cites: [HOUSE], criterion: {is: {of: site_trace_complete, flag: true}}}
              - {code: G9-08, name: {zh: 剂量, en: Dose}, severity: B, tag: D, cites: [HOUSE], criterion: {between: {of: dose_ratio, from: "90 %%", to: "110 %%"}}}
            """;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @Autowired
    private ApplicationContext context;
    @Autowired
    private Credentials credentials;
    @Autowired
    private Cast cast;
    @Autowired
    private Units units;
    @Autowired
    private PlantClock clock;
    @Autowired
    private StandardRegister register;
    @Autowired
    private Shipments shipments;
    @Autowired
    private Receipts receipts;
    @Autowired
    private ColdChain coldChain;
    @Autowired
    private Doses doses;
    @Autowired
    private DoseOrders orders;
    @Autowired
    private Door door;

    private BatchCampaign campaign;
    private Gatekeeper gates;
    private Instant now = Instant.EPOCH;

    private Actor as(String person) {
        return cast.signIn(person);
    }

    private String code(String name) {
        return campaign.code(name).toUpperCase(java.util.Locale.ROOT);
    }

    /** A step so many minutes ago. */
    private Step ago(int minutes, String second) {
        Instant at = now.minusSeconds(minutes * 60L);
        return Step.of(at, at, Road.verifier(second)).lateBecause("entered from paper");
    }

    @Test
    void reachesThePatientWithinADayOfItsFillAndNotAMinuteLater() {
        try (OtherProduct product = OtherProduct.of(credentials, PRODUCT, CHANGES, PRESENTATION,
                "{\"months\": 0, \"hours\": 24}")) {
            campaign = new BatchCampaign(context);
            gates = new Gatekeeper(context);
            now = clock.instant();
            bringIntoForce(RELEASE, BATCH, USE);
            String lot = released(product.code);
            List<String> vials = atTheHospital(lot);
            DoseOrders.DoseOrder order = reserved(vials);
            assertThat(order.deadline()).as("CL-10 runs from the end of filling")
                    .isEqualTo(units.get(lot).expiresAt());
            refused("ST058", () -> doses.startThaw(as("HP-1"), ago(5, "HC-1"),
                    new Doses.Thaw(order.code(), vials, "WATER_BATH", new BigDecimal("37"))));
            refused("ST058", () -> attackOfAFrozenOne());
            Doses.Dose dose = doses.prepare(as("HP-1"), ago(4, "HC-1"),
                    new Doses.Preparation(order.code(), null, "none", false, false, 30));
            doses.checkAtBedside(as("NU-1"), ago(3, "HC-1"),
                    new Doses.Bedside(order.code(), order.patient(), true, vials));
            pastTheEndNothingIsGiven(dose);
            gates.decide("G9", order.code(), new Gates.Proposal("INFUSE", null, null), Ward.BEDSIDE);
            doses.startInfusion(as("NU-1"), ago(2, "HC-1"), order.code());
            doses.endInfusion(as("NU-1"), ago(0, "HC-1"), order.code(), null);
            doses.discardRemainder(as("HP-1"), ago(0, "HW-1"), order.code());

            assertThat(vials).allMatch(vial -> units.get(vial).state().equals("ADMINISTERED"));
            assertThat(doses.given(as("NU-1"), order.code()).dmsoMgPerKg()).isNull();
            assertThat(doses.given(as("NU-1"), order.code()).windowMinutes()).isBetween(240L, 300L);
        }
    }

    /** A frozen container is not prepared without its thaw, whoever asks the door. */
    private void attackOfAFrozenOne() {
        Ward ward = new Ward(context, 2);
        DoseOrders.DoseOrder frozen = ward.reserved("NOTHAW", "41.5");
        org.stroma.app.genealogy.Operation prepare = org.stroma.app.genealogy.Operation
                .of("OP-262", clock.instant(), clock.instant())
                .out(org.stroma.app.genealogy.Operation.Made.of("dose", "DOSE", frozen.code())
                        .with(org.stroma.app.genealogy.Operation.Amount.of("10.00", "mL"))
                        .forSubject(frozen.patient()));
        frozen.reserved().forEach(each -> prepare.in("container", each, new BigDecimal("5.00")));
        door.perform(as("HP-1"), prepare, Road.verifier("HC-1"));
    }

    private void pastTheEndNothingIsGiven(Doses.Dose dose) {
        Instant before = clock.instant();
        try {
            clock.moveTo(dose.deadline().minus(Duration.ofMinutes(29)));
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> gates.decide("G9", dose.unit().code(),
                    new Gates.Proposal("INFUSE", null, null), Ward.BEDSIDE))).extracting("code").isEqualTo("ST050");
        } finally {
            clock.moveTo(before.plusSeconds(2));
        }
    }

    private void bringIntoForce(String... files) {
        List<Long> drafts = new ArrayList<>();
        for (String file : files) {
            byte[] bytes = file.formatted("1").getBytes(StandardCharsets.UTF_8);
            Reading<Long> reading = register.draft(as("PS-1"), bytes, "a fresh product", "PROCESS_SCIENTIST");
            long id = ((Reading.Accepted<Long>) reading).content();
            register.sign(as("PS-1"), StandardRegister.DRAFT, id, cast.entry("PS-1", "PROCESS_SCIENTIST",
                    register.panel(StandardRegister.DRAFT, id).orElseThrow()));
            drafts.add(id);
        }
        long approval = register.propose(as("QA-1"), drafts, clock.instant(), "a fresh product");
        for (Map.Entry<String, String> signer : List.of(Map.entry("QA-1", "QA"), Map.entry("QH-1", "QUALITY_HEAD"))) {
            register.sign(as(signer.getKey()), StandardRegister.APPROVAL, approval, cast.entry(signer.getKey(),
                    signer.getValue(), register.panel(StandardRegister.APPROVAL, approval).orElseThrow()));
        }
    }

    /** From the cord to six containers filled four hours ago, released by maker and holder. */
    private String released(String product) {
        String primary = campaign.primary(new Cultures.Isolation(product, campaign.tissue(), campaign.code("P0"),
                new BigDecimal("20.0"), null, Count.of("2.1e7", "91"), new Vessels("T175", 12, new BigDecimal("175")),
                Map.of()));
        String h1 = campaign.passage(1, 291, primary, "2.0224e7", BatchCampaign.vessels(8, "632"), "1.62e8", "rest");
        campaign.banks.fill(campaign.operator(), campaign.step(390, 391),
                new Banks.Filling(campaign.wash(1, 388.5, h1, "1.5e8"), campaign.code("DCB"), Banks.Tier.DCB, 15,
                        new BigDecimal("1.0e7"), BigDecimal.ONE, List.of(), null, "LN2-T01", BatchCampaign.trace(),
                        Map.of()));
        String bank = campaign.code("DCB");
        campaign.toLaboratory(bank, 4, 2, 2, 391);
        campaign.qualify(bank, List.of("bovine_virus_decision", "other_virus_decision"),
                List.of(BatchCampaign.result(bank, "potency_inhibition", BatchCampaign.number("56", "%")),
                        BatchCampaign.result(bank, "relative_potency", BatchCampaign.number("0.97", "{ratio}"))));
        String pool = campaign.thaw(bank, Banks.vials(bank, 9, 13), "T2", "4.4e7", 976);
        String h2 = campaign.passage(2, 976.6, pool, "4.4e7", BatchCampaign.vessels(1, "11000"), "3.5e8", null);
        String washed = campaign.wash(2, 1073.7, h2, "3.3e8");
        String lot = campaign.code("LOT");
        campaign.lots.formulate(campaign.operator(), campaign.step(1075.3, 1075.4),
                new Lots.Formulation(washed, campaign.code("BK"), null, Map.of()));
        campaign.lots.fill(campaign.operator(), campaign.step(1075.4, 1075.7),
                new Lots.Filling(campaign.code("BK"), lot, 6, null, Map.of()));
        campaign.lots.inspect(campaign.operator(), campaign.step(1075.7, 1075.8),
                new Lots.Inspection(lot, List.of(), 2, 0));
        campaign.lots.label(campaign.operator(), campaign.step(1075.8, 1075.9),
                new Lots.Labelling(lot, 7, 6, 1, 0));
        campaign.lots.store(campaign.operator(), campaign.step(1075.9, 1076), new Lots.Storing(lot, "CR-2-8", null));
        campaign.lots.setAside(campaign.operator(), campaign.step(1076, 1076.1), new Lots.SetAside(
                List.of(Lots.container(lot, 5)), Lots.Purpose.SAMPLED_QC, List.of()));
        campaign.lots.setAside(campaign.operator(), campaign.step(1076, 1076.1), new Lots.SetAside(
                List.of(Lots.container(lot, 6)), Lots.Purpose.RETAINED, List.of()));
        release(lot);
        return lot;
    }

    private void release(String lot) {
        Releases releases = context.getBean(Releases.class);
        gates.observe("AN-1", "QCR-1", List.of(measured(lot, "viability", "%", "93"),
                Entry.of(lot, "viable_concentration", Evidence.Kind.RESULT,
                        new Value.Measured(Measurement.parse("6.31e6", "{cells}/mL", Qualifier.VIABLE)))
                        .byMethod("M-VCC", true),
                measured(lot, "endotoxin", "{EU}/mL", "<0.25"), measured(lot, "osmolality", "mosm/kg", "302"),
                Entry.of(lot, "rapid_sterility", Evidence.Kind.RESULT, new Value.Found(Value.Presence.NEGATIVE))
                        .byMethod("M-RAPID", true)));
        gates.review("QA-2", List.of(releases.document(as("QA-1"), lot, "batch_record_review",
                ReleasedLot.file("batch_record_review"), null)));
        releases.submit(as("PH-1"), lot, new Door.Verifier(Cast.login("QCH-1"), Cast.PASSWORD, cast.code("QCH-1")));
        gates.decideBy("fr02-release+fr02-batch", "G6a", lot, "RELEASED", List.of(lot),
                List.of(new Gatekeeper.Signer("QA-2", "QA_REVIEWER"), new Gatekeeper.Signer("QP-A", "QP_MFG")));
        gates.decideBy("fr02-release+fr02-batch", "G6b", lot, "RELEASED", List.of(lot),
                List.of(new Gatekeeper.Signer("QAM-1", "QA_MAH"), new Gatekeeper.Signer("QP-B", "QP_MAH")));
        assertThat(units.get(lot).state()).isEqualTo("REL_MAH");
    }

    private static Entry measured(String lot, String characteristic, String unit, String value) {
        return Entry.of(lot, characteristic, Evidence.Kind.RESULT,
                new Value.Measured(Measurement.parse(value, unit, Qualifier.NONE)))
                .byMethod("M-" + characteristic, true);
    }

    /** An hour in a validated box of 2 to 8 °C. */
    private List<String> atTheHospital(String lot) {
        LocalDate today = now.atZone(clock.getZone()).toLocalDate();
        Qualifications register = context.getBean(Qualifications.class);
        LocalDate from = today.minusDays(30);
        LocalDate until = today.plusDays(300);
        register.grant(as("QA-1"), Qualifications.Grant.carrier("CARRIER-1", "Maker to hospitals, road", "box 2–8 °C",
                from, until, ReleasedLot.file("carrier")));
        register.grant(as("QA-1"), Qualifications.Grant.site("H-031", "licence for cell therapy, CN",
                List.of("UCM-01", PRODUCT), from, until, ReleasedLot.file("site")));
        register.grant(as("QA-1"), Qualifications.Grant.shipper(code("BOX"), "validated box 2–8 °C",
                new BigDecimal("48"), from, until, ReleasedLot.file("box")));
        register.grant(as("QA-1"), Qualifications.Grant.logger(code("LOG"), "logger −30 to 60 °C",
                new Qualifications.TableMapping("time", "yyyy-MM-dd HH:mm:ss", "Asia/Shanghai", "probe", "Cel", ","),
                from, until, ReleasedLot.file("calibration")));
        SupplyOrders supply = context.getBean(SupplyOrders.class);
        supply.place(as("HR-1"), new SupplyOrders.Order(code("SO"), PRODUCT, 2, now.plus(Duration.ofHours(6)), null));
        supply.confirm(as("LG-1"), code("SO"));
        String shipment = code("SH");
        shipments.plan(as("LG-1"), ago(200, "VF-1"), new Shipments.Plan(shipment, code("SO"), "H-031", "CARRIER-1",
                code("BOX"), code("LOG"), BigDecimal.ONE));
        shipments.charge(as("WH-1"), ago(190, "VF-1"),
                new Shipments.Charge(shipment, new BigDecimal("5"), null, true));
        List<String> vials = List.of(Lots.container(lot, 1), Lots.container(lot, 2));
        vials.forEach(vial -> shipments.scan(as("WH-1"), shipment, vial));
        shipments.pack(as("WH-1"), ago(180, "VF-1"), shipment, "SEAL-F1");
        gates.decide("G8a", shipment, new Gates.Proposal("HANDED_OVER", null, null), Road.DISPATCHERS);
        shipments.handOver(as("LG-1"), ago(170, "CD-1"), shipment);
        receipts.receive(as("HR-1"), ago(110, "HC-1"),
                new Receipts.Arrival(shipment, "SEAL-F1", true, true, false, vials));
        receipts.readLogger(as("HR-1"), ago(105, "HC-1"), shipment, trace(172, 100));
        receipts.review(as("HC-1"), shipment);
        gates.decide("G8b", shipment, new Gates.Proposal("ACCEPTED", null, null), Road.RECEIVER);
        coldChain.read(as("HR-1"), shipment, ColdChain.Purpose.SITE, trace(112, 2));
        return vials;
    }

    /** From so many minutes ago until so many ago, one line every five minutes at 5 °C. */
    private Evidence.RawFile trace(int from, int until) {
        StringBuilder csv = new StringBuilder("time,probe\n");
        for (int minutes = from; minutes >= until; minutes -= 5) {
            csv.append(STAMP.format(now.minusSeconds(minutes * 60L).atZone(clock.getZone()))).append(",5.1\n");
        }
        return new Evidence.RawFile("box-" + from + ".csv", "text/csv",
                csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    private DoseOrders.DoseOrder reserved(List<String> vials) {
        People people = context.getBean(People.class);
        LocalDate today = now.atZone(clock.getZone()).toLocalDate();
        for (String person : List.of("HP-1", "HC-1")) {
            people.qualify(as("QA-1"), people.find(person).orElseThrow().id(), "THAW-" + PRODUCT, "1",
                    today.minusDays(10), today.plusDays(355));
        }
        context.getBean(Patients.class).register(as("DR-1"), code("PT"));
        DoseOrders.DoseOrder order = orders.place(as("DR-1"), new DoseOrders.NewOrder(code("DO"), code("PT"), PRODUCT,
                "AGVHD", new BigDecimal("41.5"), now.minus(Duration.ofDays(2)), null, 1, "NONE"));
        assertThat(order.containers()).isEqualTo(2);
        orders.verify(as("HC-1"), order.code());
        return orders.allocate(as("HP-1"), order.code(), vials);
    }
}
