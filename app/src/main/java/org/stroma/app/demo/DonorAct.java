package org.stroma.app.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.stroma.app.distribution.Qualifications;
import org.stroma.app.donor.BloodDraw;
import org.stroma.app.donor.Consent;
import org.stroma.app.donor.Donors;
import org.stroma.app.donor.Jurisdiction;
import org.stroma.app.donor.KaryotypeReport;
import org.stroma.app.donor.MarkerResult;
import org.stroma.app.donor.Newborn;
import org.stroma.app.donor.Screening;
import org.stroma.app.donor.Tissues;
import org.stroma.app.vault.VaultKind;
import org.stroma.app.vault.Vaults;

/** Domain brief §10.1, steps 1 to 4 and 6: consent, screening, collection, the deferral, receipt, and eligibility. */
final class DonorAct {
    static final String DONOR = "DN-7F3K2";
    static final String TISSUE = "UC-26-0001";
    private static final String MATERNAL = "MS-1";
    private static final String CORD_BLOOD = "CB-1";
    private static final String LOGGER = "TL-0042";

    private final Plant plant;
    private final Donors donors;
    private final Tissues tissues;

    DonorAct(Plant plant) {
        this.plant = plant;
        this.donors = plant.the(Donors.class);
        this.tissues = plant.the(Tissues.class);
    }

    /** Steps 1 to 3. */
    void collect() {
        plant.now("2026-02-16 09:00");
        plant.the(Qualifications.class).grant(plant.as("QA-1"), Qualifications.Grant.logger(LOGGER,
                "温度记录仪 −30～60 °C", new Qualifications.TableMapping("time", "yyyy-MM-dd HH:mm", "Asia/Shanghai",
                        "celsius", "Cel", ","),
                LocalDate.of(2026, 2, 1), LocalDate.of(2027, 1, 31), Plant.paper("calibration " + LOGGER)));
        var consented = plant.now("2026-02-23 10:15");
        donors.enrol(plant.as("COL-1"), DONOR, Jurisdiction.CN, Consent.full("3.2", consented, "COL-1"), null);
        plant.the(Vaults.class).keep(plant.as("DVC-1"), VaultKind.DONOR, DONOR, Stage.MOTHER);
        var screened = plant.now("2026-03-02 07:40");
        donors.screen(plant.as("COL-1"), DONOR, Screening.clear(29, "39w2d"), Donors.Span.at(screened), null);
        var drawn = plant.now("2026-03-02 08:05");
        donors.draw(plant.as("COL-1"), DONOR, BloodDraw.maternal(MATERNAL, drawn, BloodDraw.Fluids.none("68")), null);
        var clamp = Plant.time("2026-03-02 08:52");
        var collected = plant.now("2026-03-02 08:58");
        tissues.collect(plant.as("COL-1"), DONOR, new Tissues.Collection(TISSUE, "Z9999 26 000123",
                new Donors.Span(clamp, collected), clamp, new BigDecimal("28.0"), new BigDecimal("38.4"), "BOX-07",
                List.of(BloodDraw.cordBlood(CORD_BLOOD, Plant.time("2026-03-02 08:56"))),
                Map.of("TRM-26-01", new BigDecimal("200"))), null);
        donors.newborn(plant.as("COL-1"), DONOR, new Newborn(Newborn.Sex.MALE, "3.420", Newborn.Delivery.CAESAREAN));
        tissues.dispatch(plant.as("COL-1"), TISSUE, Donors.Span.at(plant.now("2026-03-02 09:30")),
                new Tissues.Consignment("MAKER-1", Plant.time("2026-03-03 08:52")), null);
    }

    /** Steps 3a and 4: processing at risk up to the harvest of P0, then the receipt. */
    void deferAndReceive() {
        plant.now("2026-03-02 17:05");
        donors.review(plant.as("DMR-1"), DONOR, true, null);
        plant.now("2026-03-02 17:10");
        plant.decide("G1", DONOR, "DEFERRED", "筛查完整，标志物与核型待报告；风险自担加工至原代收获。", "DMR-1:DONOR_MEDICAL_REVIEWER",
                "QA-2:QA");
        var received = plant.now("2026-03-02 17:25");
        tissues.receive(plant.as("OP-1"), TISSUE, new Tissues.Receipt(Donors.Span.at(received),
                new Tissues.Label("Z999926000123", DONOR, "C-01"),
                new Tissues.Look(true, false, false, new BigDecimal("28.0"), new BigDecimal("38.4"), "乳白色，无异味"),
                new Tissues.Logger(LOGGER, Traces.tissueTransport()),
                List.of(CORD_BLOOD), "BB-1"), null);
        tissues.review(plant.as("QA-1"), TISSUE, true, null);
        plant.now("2026-03-02 17:40");
        plant.decide("G2", TISSUE, "ACCEPTED", null, "OP-1:OPERATOR", "QA-1:QA");
    }

    /** Step 6. */
    void judge() {
        plant.now("2026-03-06 15:00");
        List<MarkerResult> results = Stream.concat(
                Stream.of("hiv_ab", "hiv_nat", "hbsag", "anti_hbc", "hbv_nat", "anti_hcv", "hcv_nat", "tp_treponemal",
                        "anti_htlv", "cmv_igm", "ebv_igm", "b19_nat")
                        .map(marker -> MarkerResult.negative(marker, "CLIA-9")),
                Stream.of(MarkerResult.positive("cmv_igg", "CLIA-9"))).toList();
        donors.markers(plant.as("AN-1"), DONOR, MATERNAL, results, Plant.paper("marker report MS-1"));
        donors.karyotype(plant.as("AN-1"), DONOR, CORD_BLOOD, new KaryotypeReport("46,XY[20]", 20), "G-banding 450");
        donors.review(plant.as("DMR-1"), DONOR, true, null);
        plant.now("2026-03-06 16:30");
        plant.decide("G1", DONOR, "ELIGIBLE", null, "DMR-1:DONOR_MEDICAL_REVIEWER", "QA-2:QA");
    }
}
