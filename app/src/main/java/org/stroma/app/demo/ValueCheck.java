package org.stroma.app.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.springframework.beans.factory.BeanFactory;
import org.stroma.app.bank.TestDecisions;
import org.stroma.app.distribution.Labels;
import org.stroma.app.distribution.Qualifications;
import org.stroma.app.genealogy.Units;

/** Every number and word of §10.0 to §10.2 that was observed or recorded with a step, as the database gives it back. */
final class ValueCheck {
    private static final String MCB = CultureAct.MCB;
    private static final String WCB = CultureAct.WCB;
    private static final String LOT = CultureAct.LOT;

    /** Where it stands, of what, which characteristic, and what was found. */
    private static final List<String> OBSERVED = List.of("10.0 HPL-26-03 pool_size 64", "10.0 HPL-26-07 pool_size 71",
            "10.1-1 DN-7F3K2 consent_signed_at 2026-02-23 10:15", "10.1-2 DN-7F3K2 maternal_age 29",
            "10.1-2 DN-7F3K2 gestation 39w2d", "10.1-2 DN-7F3K2 first_sample_at 2026-03-02 08:05",
            "10.1-2 DN-7F3K2 haemodiluted false", "10.1-3 DN-7F3K2 collection_at 2026-03-02 08:52",
            "10.1-3 UC-26-0001 newborn_mass 3.420", "10.1-3 UC-26-0001 newborn_sex MALE",
            "10.1-3 UC-26-0001 delivery_mode CAESAREAN", "10.1-3 UC-26-0001 cord_mass 38.4",
            "10.1-4 UC-26-0001 logger_min 4.6", "10.1-4 UC-26-0001 logger_max 7.1",
            "10.1-4 UC-26-0001 seal_intact true", "10.1-6 MS-1 hiv_ab NEGATIVE", "10.1-6 MS-1 hiv_nat NEGATIVE",
            "10.1-6 MS-1 hbsag NEGATIVE", "10.1-6 MS-1 anti_hbc NEGATIVE", "10.1-6 MS-1 hbv_nat NEGATIVE",
            "10.1-6 MS-1 anti_hcv NEGATIVE", "10.1-6 MS-1 hcv_nat NEGATIVE", "10.1-6 MS-1 tp_treponemal NEGATIVE",
            "10.1-6 MS-1 anti_htlv NEGATIVE", "10.1-6 MS-1 cmv_igm NEGATIVE", "10.1-6 MS-1 ebv_igm NEGATIVE",
            "10.1-6 MS-1 b19_nat NEGATIVE", "10.1-6 MS-1 cmv_igg POSITIVE", "10.1-6 CB-1 cord_karyotype 46,XY[20]",
            "10.1-11 MCB karyotype 46,XY[20]", "10.1-11 MCB telomerase COMPLIES", "10.1-11 MCB tumorigenicity NEGATIVE",
            "10.1-11 MCB species_virus NEGATIVE", "10.1-11 MCB proliferation COMPLIES",
            "10.1-11 MCB osteogenic COMPLIES", "10.1-11 MCB adipogenic COMPLIES", "10.1-11 MCB chondrogenic COMPLIES",
            "10.1-11 MCB endotoxin < 0.25", "10.1-11 MCB post_thaw_viability 92.0",
            "10.1-14 WCB cell_identification COMPLIES", "10.1-14 WCB bacteria_and_fungi NEGATIVE",
            "10.1-14 WCB mycoplasma NEGATIVE", "10.1-14 WCB in_vitro_virus NEGATIVE",
            "10.1-14 WCB potency_inhibition 56", "10.1-14 WCB relative_potency 0.97",
            "10.1-14 WCB karyotype 46,XY[20]", "10.1-14 WCB proliferation COMPLIES",
            "10.1-23 SH-27-0007 logger_max -151.2", "10.2 LOT cd73 99.4", "10.2 LOT cd90 99.8", "10.2 LOT cd105 98.7",
            "10.2 LOT cd45 0.2", "10.2 LOT cd34 0.3", "10.2 LOT cd14 0.1", "10.2 LOT cd19 0.1", "10.2 LOT hla_dr 0.6",
            "10.2 LOT viable_concentration 6280000 6400000 6190000 6330000 6360000 6300000",
            "10.2 LOT viability 91.0 91.6 90.8 91.3 91.5 91.0", "10.2 LOT str_match 16",
            "10.2 LOT potency_inhibition 54", "10.2 LOT relative_potency 1.01", "10.2 LOT endotoxin < 0.25",
            "10.2 LOT sterility NEGATIVE", "10.2 LOT mycoplasma_nat NEGATIVE", "10.2 LOT mycoplasma_stain NEGATIVE",
            "10.2 LOT mycoplasma_culture NEGATIVE", "10.2 LOT preharvest_sterility NEGATIVE",
            "10.2 LOT preharvest_mycoplasma NEGATIVE", "10.2 LOT preharvest_virus NEGATIVE",
            "10.2 LOT specific_virus NEGATIVE", "10.2 LOT particles_10 2412", "10.2 LOT particles_25 38",
            "10.2 LOT osmolality 1930", "10.2 LOT ph 7.2", "10.2 LOT fill_volume 5.12 5.28 5.20",
            "10.2 LOT visible_particles NEGATIVE", "10.2 LOT appearance COMPLIES", "10.2 LOT bsa_decision NOT_REQUIRED",
            "10.2 LOT specific_virus_decision REQUIRED");

    /** The day on which a result came. */
    private static final List<String> DAYS = List.of("LOT sterility 2026-12-02", "LOT mycoplasma_nat 2026-11-20",
            "LOT mycoplasma_stain 2026-11-27", "LOT mycoplasma_culture 2026-12-16",
            "LOT preharvest_sterility 2026-12-01", "LOT preharvest_mycoplasma 2026-12-15",
            "LOT preharvest_virus 2026-12-15", "LOT specific_virus 2026-11-25");

    /** Where it stands, of what, in which operation, which parameter, and what was written. */
    private static final List<String> RECORDED = List.of("10.1-1 DN-7F3K2 OP-010 consent_version 3.2",
            "10.1-5 P0-26-001 OP-070A area_cm2 2100", "10.1-5 P0-26-001 OP-070A fragments 480",
            "10.1-7 P0-26-001 OP-080 outgrowth_days 12", "10.1-8 P1-26-001 OP-090 seed_density 4000",
            "10.1-8 P1-26-001 OP-090 area_cm2 5056", "10.1-8 P1-26-001 OP-130A culture_hours 96",
            "10.1-9 P2-26-001 OP-090 seed_density 4000", "10.1-9 P2-26-001 OP-090 area_cm2 37920",
            "10.1-10 MCB OP-165 viability_percent 95.8", "10.1-12 T3-26-001 OP-221 recovery_percent 88",
            "10.1-12 T3-26-001 OP-221 post_thaw_viability 92.1", "10.1-12 P3-26-001 OP-090 area_cm2 18960",
            "10.1-12 P3-26-001 OP-130A culture_hours 96", "10.1-12 H3-26-001 OP-140 wash_recovery 95",
            "10.1-15 T4-26-117 OP-221 recovery_percent 89", "10.1-15 T4-26-117 OP-221 post_thaw_viability 92.6",
            "10.1-15 P4-26-117 OP-090 area_cm2 25280", "10.1-16 P5-26-117 OP-090 seed_density 4000",
            "10.1-16 P5-26-117 OP-130A harvest_viability 96.1", "10.1-16 P5-26-117 OP-130A glucose_mmol_l 5.55→3.10",
            "10.1-16 P5-26-117 OP-130A lactate_mmol_l 0.60→5.10", "10.1-17 H5-26-117 OP-140 wash_recovery 92",
            "10.1-18 BK-26-117 OP-150C dmso_percent 10", "10.1-20 LOT OP-200 position LN2-T03");

    /** What became of a remainder: of what, which fate, and how much. */
    private static final List<String> REMAINDERS = List.of("H0-26-001 DISCARD 1376000", "H1-26-001 DISCARD 10320000",
            "W3-26-001 DISCARD 3500000", "H4-26-117 DISCARD 50560000", "BK-26-117 LOSS 12", "BK-26-117 DISCARD 0.29");

    private final BeanFactory beans;
    private final Records records;
    private final Units units;
    private final Lines lines;

    ValueCheck(BeanFactory beans, Lines lines) {
        this.beans = beans;
        this.records = new Records(beans);
        this.units = beans.getBean(Units.class);
        this.lines = lines;
    }

    void run() {
        for (String line : OBSERVED) {
            String[] part = line.split(" ", 4);
            lines.same(part[0], part[1] + " " + part[2], part[3], () -> records.said(code(part[1]), part[2]));
        }
        for (String line : DAYS) {
            String[] part = line.split(" ", 3);
            lines.same("10.2", part[1] + " on", part[2], () -> day(records.takenAt(code(part[0]), part[1])));
        }
        for (String line : RECORDED) {
            String[] part = line.split(" ", 5);
            lines.same(part[0], part[1] + " " + part[3], part[4],
                    () -> records.parameter(code(part[1]), part[2], part[3]));
        }
        for (String line : REMAINDERS) {
            String[] part = line.split(" ", 3);
            lines.number("10.1", part[0] + " " + part[1], part[2], () -> records.fate(part[0], part[1]));
        }
        solutions();
        steps();
        decisions(MCB, "10.1-11", "bovine_virus_decision, other_virus_decision");
        decisions(WCB, "10.1-14",
                "bovine_virus_decision, other_virus_decision, telomerase_decision, tumorigenicity_decision");
        lot();
        coldChain();
    }

    private static String code(String unit) {
        return switch (unit) {
            case "MCB" -> MCB;
            case "WCB" -> WCB;
            case "LOT" -> LOT;
            default -> unit;
        };
    }

    private static String day(Instant at) {
        return at.atZone(Plant.ZONE).toLocalDate().toString();
    }

    private static String minute(Instant at) {
        return at.atZone(Plant.ZONE).toLocalDateTime().withSecond(0).withNano(0).toString().replace('T', ' ');
    }

    /** Complete medium: fourteen days each, used in its own steps only. */
    private void solutions() {
        for (String line : List.of("CM-26-031 [OP-070A, OP-095]", "CM-26-032 [OP-090]", "CM-26-082 [OP-090, OP-221]",
                "CM-26-110 [OP-090, OP-221]")) {
            String[] part = line.split(" ", 2);
            lines.same("10.0", part[0] + " used in", part[1], () -> records.usedBy(part[0]));
            lines.number("10.0", part[0] + " life, days", "14", () -> {
                Units.Unit solution = units.get(part[0]);
                return Duration.between(solution.madeAt(), Objects.requireNonNull(solution.expiresAt())).toDays();
            });
        }
    }

    /** When the steps happened. */
    private void steps() {
        at("10.1-4", "received", "2026-03-02 17:25", () -> records.event(DonorAct.TISSUE, "OP-050").endedAt());
        at("10.1-5", "explants begun", "2026-03-02 19:05",
                () -> records.event("P0-26-001", "OP-070A").startedAt());
        at("10.1-18", "cryoprotectant added", "2026-11-17 14:02",
                () -> records.event("BK-26-117", "OP-150C").startedAt());
        at("10.1-19", "freezing begun", "2026-11-17 14:44", () -> records.event(LOT, "OP-190").startedAt());
        at("10.1-19a", "end of the freezing programme", "2026-11-17 16:28",
                () -> records.event(LOT, "OP-190").endedAt());
        at("10.1-20", "in the vapour phase", "2026-11-17 20:10", () -> records.event(LOT, "OP-200").endedAt());
        at("10.1-22", "released by the manufacturer", "2026-12-21 15:10", () -> records.decidedAt("G6a", LOT));
        at("10.1-22", "released by the holder", "2026-12-22 10:05", () -> records.decidedAt("G6b", LOT));
        at("10.1-3a", "deferred", "2026-03-02 17:10", () -> records.firstDecidedAt("G1", DonorAct.DONOR));
        at("10.1-23", "handed over", "2027-01-11 16:40",
                () -> records.event(DeliveryAct.SHIPMENT, "OP-230").endedAt());
        at("10.1-23", "delivered", "2027-01-12 15:04",
                () -> records.event(DeliveryAct.SHIPMENT, "OP-240").endedAt());
    }

    private void at(String id, String what, String expected, Supplier<Instant> found) {
        lines.same(id, what, expected, () -> minute(found.get()));
    }

    /** Every conditional test is decided and signed; some are not required. */
    private void decisions(String bank, String id, String lifted) {
        TestDecisions decisions = beans.getBean(TestDecisions.class);
        lines.holds(id, bank + " every conditional test decided", () -> decisions.cells(bank).stream()
                .allMatch(cell -> cell.decision() != null && cell.decision().state().equals("SIGNED")));
        lines.same(id, bank + " not required", lifted, () -> String.join(", ", new TreeSet<>(decisions.cells(bank)
                .stream().filter(cell -> cell.decision() != null && !cell.decision().required())
                .map(TestDecisions.Cell::characteristic).toList())));
    }

    private void lot() {
        lines.same("10.1-19", "defects", "CLOSURE 1, FILL 2, PARTICLE 2", () -> records.defects(LOT));
        lines.number("10.2", "mean of viable concentration, 10⁶/mL", "6.31",
                () -> records.mean(LOT, "viable_concentration").movePointLeft(6));
        lines.number("10.2", "mean viability, %", "91.2", () -> records.mean(LOT, "viability"));
        lines.same("10.1", "serial of container 42",
                "(01)09521234567899(17)281116(10)L26-117(21)000042",
                () -> beans.getBean(Labels.class).data(units.get(LOT + "-042")).orElse("none"));
        lines.same("10.1", "manufactured", "2026-11-17", () -> units.get(LOT).attributes().get("manufactured"));
    }

    private void coldChain() {
        lines.number("10.1-23", "qualified hold, h", "240", this::holdHours);
        lines.same("10.1-23a", "site storage, days left of the hold at receipt", "9",
                () -> holdHours().subtract(BigDecimal.valueOf(Duration.between(
                        records.event(DeliveryAct.SHIPMENT, "OP-230").endedAt(),
                        records.event(DeliveryAct.SHIPMENT, "OP-240").endedAt()).toHours()))
                        .divideToIntegralValue(BigDecimal.valueOf(24)).toPlainString());
    }

    private BigDecimal holdHours() {
        return Objects.requireNonNull(beans.getBean(Qualifications.class)
                .newest(Qualifications.Kind.SHIPPER, "DS-0042").orElseThrow().holdHours());
    }
}
