package org.stroma.app.batch;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.stroma.app.bank.Banks;
import org.stroma.app.bank.TestDecisions;
import org.stroma.app.bank.Withdrawals;
import org.stroma.app.donor.DonorStage;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.evidence.Evidence.Kind;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Door;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.standard.Value;
import org.stroma.app.testing.Cast;
import org.stroma.measure.Measurement;
import org.stroma.measure.Qualifier;

/**
 * The worked campaign from a cord to a frozen lot, walked through the services in the past of plant time with codes of its own.
 * Each part can be walked alone once the parts before it were.
 */
public final class BatchCampaign {
    /** Forty days of culture before now, entered late with a reason and a second person. */
    private static final Duration BACK = Duration.ofDays(45);
    private static final String LATE = "entered from the paper record of the campaign";

    public final String tag;
    public final Gatekeeper gates;
    public final Cultures cultures;
    public final Lots lots;
    public final Banks banks;
    public final Withdrawals withdrawals;
    public final TestDecisions decisions;
    private final Cast cast;
    private final Door door;
    private final PlantClock clock;
    private final DonorStage stage;
    private final Instant start;
    private @Nullable Double clamp;
    public final Actor operator;

    public BatchCampaign(ApplicationContext context) {
        tag = "B" + System.nanoTime() % 1_000_000_000L;
        gates = new Gatekeeper(context);
        cultures = context.getBean(Cultures.class);
        lots = context.getBean(Lots.class);
        banks = context.getBean(Banks.class);
        withdrawals = context.getBean(Withdrawals.class);
        decisions = context.getBean(TestDecisions.class);
        cast = context.getBean(Cast.class);
        door = context.getBean(Door.class);
        stage = DonorStage.of(context);
        clock = context.getBean(PlantClock.class);
        start = clock.instant().minus(BACK);
        operator = cast.signIn("OP-1");
    }

    /** The cord was clamped so many hours from the start of the campaign, and the collection says so. */
    public BatchCampaign clampedAt(double hour) {
        clamp = hour;
        return this;
    }

    public String code(String name) {
        return name + "-" + tag;
    }

    /** An instant of the campaign: so many hours after its start. */
    public Instant at(double hours) {
        return start.plusSeconds(Math.round(hours * 3600));
    }

    public static Door.Verifier verifier(String person) {
        return new Door.Verifier(Cast.login(person), Cast.PASSWORD, null);
    }

    /** A step in the past, verified by the second operator. */
    public Step step(double from, double to) {
        return Step.of(at(from), at(to), verifier("OP-2")).in("CR-201").lateBecause(LATE);
    }

    /** Operators act in sessions that stay alive however long the campaign takes. */
    public Actor operator() {
        return cast.refreshed(operator);
    }

    /** A cord of 28 cm from an eligible donor, accepted. */
    public String tissue() {
        String number = stage.codes().number();
        double clamped = clamp == null ? -17 : clamp;
        stage.acceptedInThePast(new DonorStage.Codes(number, code("DN"), code("MS"), code("CB"), code("UC"),
                "Z9999 26 " + number), at(clamped), at(Math.min(-8, clamped + 17)));
        return code("UC");
    }

    public static Entry flag(String unit, String characteristic, boolean holds) {
        return result(unit, characteristic, new Value.Flag(holds));
    }

    public static Entry result(String unit, String characteristic, Value value) {
        return Entry.of(unit, characteristic, Kind.RESULT, value);
    }

    public static Value number(String value, String unit) {
        return new Value.Measured(Measurement.parse(value, unit, Qualifier.NONE));
    }

    /** Isolation, care and the primary harvest of day 12. */
    public String primary(String tissue) {
        return primary(Cultures.Isolation.explants("UCM-01", tissue, code("P0"), new BigDecimal("20.0"), 480,
                new Vessels("T175", 12, new BigDecimal("175")), Map.of()));
    }

    /** The same for a product with another method of isolation; the culture is P0 of this campaign. */
    public String primary(Cultures.Isolation isolation) {
        cultures.isolate(operator(), step(0, 1.5), isolation);
        care("OUTGROWING", 120);
        care("HARVESTABLE", 260);
        cultures.harvest(operator(), step(290, 290.5), new Cultures.Harvesting(code("P0"), code("H0"),
                Count.of("2.16e7", "96.4"), Map.of(), List.of(), Map.of()));
        return code("H0");
    }

    private void care(String to, double hour) {
        cultures.care(operator(), step(hour, hour + 0.2), new Cultures.Care(code("P0"), true, to,
                List.of(new Cultures.VesselSeen(code("P0") + "-V01", new BigDecimal("30"), "spindle")), Map.of()));
    }

    /** Seeds a passage and harvests it 96 hours later. */
    public String passage(int n, double hour, String from, String cells, Vessels vessels, String harvested,
            String remainder) {
        cultures.seed(operator(), step(hour, hour + 0.5), new Cultures.Seeding(from, code("P" + n),
                new BigDecimal(cells), vessels, remainder, Map.of()));
        cultures.harvest(operator(), step(hour + 96.5, hour + 97), new Cultures.Harvesting(code("P" + n),
                code("H" + n), Count.of(harvested, "96.1"),
                Map.of("confluence", new BigDecimal("85"), "enzyme_contact", new BigDecimal("5")), List.of(),
                Map.of()));
        return code("H" + n);
    }

    public String wash(int n, double hour, String harvest, String cells) {
        lots.wash(operator(), step(hour, hour + 1), new Lots.Washing(List.of(harvest), code("W" + n),
                Count.of(cells, "95.8"), Map.of()));
        return code("W" + n);
    }

    /** P1, P2 and the master cell bank of 100 vials. */
    public String masterBank() {
        String primary = primary(tissue());
        String h1 = passage(1, 291, primary, "2.0224e7", vessels(8, "632"), "1.62e8", "rest of the primary harvest");
        String h2 = passage(2, 389, h1, "1.5168e8", vessels(6, "6320"), "1.12e9", "rest of harvest P1");
        String washed = wash(2, 486.5, h2, "1.0416e9");
        banks.fill(operator(), step(488, 489), new Banks.Filling(washed, code("MCB"), Banks.Tier.MCB, 100,
                new BigDecimal("1.0e7"), BigDecimal.ONE,
                List.of(new SampleOut(code("MCBQC"), "QC cells", new BigDecimal("4.16e7"))), null, "LN2-T01 / A",
                trace(), Map.of()));
        return code("MCB");
    }

    public static Vessels vessels(int count, String area) {
        return new Vessels("CF", count, new BigDecimal(area));
    }

    public static Evidence.RawFile trace() {
        return new Evidence.RawFile("crf.csv", "text/csv",
                ("time,probe\n0,4.0\n60,3.0\n" + System.nanoTime()).getBytes(StandardCharsets.UTF_8));
    }

    /** Sets vials aside and hands the bank to the laboratory. */
    public void toLaboratory(String bank, int qc, int retained, int stability, double hour) {
        aside(bank, 1, qc, Lots.Purpose.SAMPLED_QC, hour);
        aside(bank, qc + 1, qc + retained, Lots.Purpose.RETAINED, hour);
        aside(bank, qc + retained + 1, qc + retained + stability, Lots.Purpose.STABILITY, hour);
        banks.submit(operator(), step(hour, hour + 0.1), bank);
    }

    private void aside(String bank, int from, int to, Lots.Purpose purpose, double hour) {
        banks.setAside(operator(), step(hour, hour + 0.1),
                new Lots.SetAside(Banks.vials(bank, from, to), purpose, List.of()));
    }

    /** Every test of a bank but karyotype and potency, with results as the campaign had them. */
    public List<Entry> tests(String bank) {
        List<Entry> entries = new ArrayList<>();
        for (String code : List.of("cell_identification", "telomerase", "proliferation", "osteogenic", "adipogenic",
                "chondrogenic")) {
            entries.add(result(bank, code, new Value.Code("COMPLIES")));
        }
        for (String code : List.of("bacteria_and_fungi", "mycoplasma", "in_vitro_virus", "in_vivo_virus",
                "retrovirus", "species_virus", "tumorigenicity")) {
            entries.add(result(bank, code, new Value.Found(Value.Presence.NEGATIVE)));
        }
        entries.add(result(bank, "endotoxin", number("<0.25", "{EU}/mL")));
        entries.add(result(bank, "post_thaw_viability", number("92.0", "%")));
        entries.add(result(bank, "str_match", number("16", "{loci}")));
        entries.add(flag(bank, "storage_trace_complete", true));
        entries.add(flag(bank, "deviations_closed", true));
        entries.add(flag(bank, "oot_signal", false));
        return entries;
    }

    /** Records tests and a karyotype, and has both reviewed. */
    public void test(String bank, String karyotype, List<Entry> more) {
        List<Entry> entries = tests(bank);
        entries.addAll(more);
        List<Long> ids = new ArrayList<>(banks.recordTests(cast.signIn("AN-1"), bank, entries));
        ids.addAll(banks.recordKaryotype(cast.signIn("AN-1"), bank, karyotype, null));
        gates.review("QCR-1", ids);
    }

    /** Decides one conditional test: reviewed by the QC head, approved by QA. */
    public void decide(String bank, String test, boolean required) {
        TestDecisions.Decision decision = decisions.propose(cast.signIn("QCH-1"), new TestDecisions.Proposal(bank,
                test, required, "as in the campaign: materials and history reviewed", "RA-26-01",
                clock.instant().plus(Duration.ofDays(730))));
        for (Map.Entry<String, String> signer : List.of(Map.entry("QCH-1", "QC_HEAD"), Map.entry("QA-1", "QA"))) {
            decisions.sign(cast.signIn(signer.getKey()), decision.id(), cast.entry(signer.getKey(),
                    signer.getValue(), decisions.panel(decision.id()).orElseThrow()));
        }
    }

    /** Tests, decides every conditional cell and qualifies a bank: REQUIRED unless named. */
    public void qualify(String bank, List<String> notRequired, List<Entry> more) {
        test(bank, "46,XY[20]", more);
        decisions.cells(bank).forEach(
                cell -> decide(bank, cell.characteristic(), !notRequired.contains(cell.characteristic())));
        gates.decide("G4", bank, new Gates.Proposal("QUALIFIED", null, null), QUALIFIERS);
    }

    public static final List<Gatekeeper.Signer> QUALIFIERS = List.of(new Gatekeeper.Signer("QCH-1", "QC_HEAD"),
            new Gatekeeper.Signer("QA-1", "QA"), new Gatekeeper.Signer("QH-1", "QUALITY_HEAD"));
    public static final List<Gatekeeper.Signer> WITHDRAWERS = List.of(new Gatekeeper.Signer("QA-1", "QA"),
            new Gatekeeper.Signer("PH-1", "PRODUCTION_HEAD"));

    public long request(String bank, List<String> vials) {
        return withdrawals.request(operator(), new Withdrawals.Request(bank, vials, "next passage of the campaign",
                "LN2-T01 / A", "OP-1", "OP-2", clock.instant()));
    }

    /** Asks for vials and has them approved. */
    public long approved(String bank, List<String> vials) {
        long request = request(bank, vials);
        gates.decide("G4b", bank, new Gates.Proposal("APPROVED", null, null), WITHDRAWERS);
        return request;
    }

    /** Withdraws vials and thaws them into a pool. */
    public String thaw(String bank, List<String> vials, String pool, String cells, double hour) {
        withdrawals.withdraw(operator(), step(hour, hour + 0.1), approved(bank, vials));
        cultures.thaw(operator(), step(hour + 0.2, hour + 0.4),
                new Cultures.Thawing(vials, code(pool), Count.of(cells, "92.1"), Map.of()));
        return code(pool);
    }

    /** From the qualified master bank to the working bank of 50 vials. */
    public String workingBank(String master) {
        String pool = thaw(master, Banks.vials(master, 31, 38), "T3", "7.04e7", 500);
        String h3 = passage(3, 500.6, pool, "7.04e7", vessels(3, "6320"), "5.30e8", null);
        String washed = wash(3, 598, h3, "5.035e8");
        banks.fill(operator(), step(599.5, 600), new Banks.Filling(washed, code("WCB"), Banks.Tier.WCB, 50,
                new BigDecimal("1.0e7"), BigDecimal.ONE, List.of(), "rest of the concentrate", "LN2-T02 / B", trace(),
                Map.of()));
        return code("WCB");
    }

    /** From the qualified working bank to the formulated bulk of 714.29 mL. */
    public String bulk(String working) {
        String pool = thaw(working, Banks.vials(working, 19, 30), "T4", "1.068e8", 610);
        String h4 = passage(4, 610.6, pool, "1.068e8", vessels(1, "25280"), "7.584e8", null);
        String h5 = passage(5, 708, h4, "7.0784e8", vessels(7, "25280"), "5.486e9", "rest of harvest P4");
        String washed = wash(5, 805.2, h5, "5.04712e9");
        cultures.sample(operator(), step(806.3, 806.4), new Cultures.Sampling(washed,
                List.of(new SampleOut(code("IPC"), "IPC", new BigDecimal("4.712e7")))));
        lots.formulate(operator(), step(807.3, 807.4), new Lots.Formulation(washed, code("BK"), null, Map.of()));
        return code("BK");
    }

    /** Fill, inspection, labels, freezing and storage as the campaign had them. */
    public String lot(String bulk) {
        String lot = code("L26");
        lots.fill(operator(), step(807.4, 807.9), new Lots.Filling(bulk, lot, 135, null, Map.of()));
        lots.inspect(operator(), step(807.9, 807.95), new Lots.Inspection(lot, List.of(defect(lot, 7, "FILL"),
                defect(lot, 8, "FILL"), defect(lot, 50, "PARTICLE"), defect(lot, 51, "PARTICLE"),
                defect(lot, 90, "CLOSURE")), 20, 0));
        lots.label(operator(), step(807.95, 808), new Lots.Labelling(lot, 140, 135, 2, 3));
        lots.freeze(operator(), step(808, 809.7), new Lots.Freezing(lot, trace(),
                Map.of("cooling_rate", new BigDecimal("-1.0"), "end_temperature", new BigDecimal("-100")), Map.of()));
        lots.store(operator(), step(813, 813.1), new Lots.Storing(lot, "LN2-T03", new BigDecimal("3.2")));
        return lot;
    }

    private static Lots.Defect defect(String lot, int n, String kind) {
        return new Lots.Defect(Lots.container(lot, n), kind);
    }

    /** Good containers of the lot, from one number among them to another. */
    public static List<String> range(List<String> good, int from, int to) {
        return IntStream.range(from, to).mapToObj(good::get).toList();
    }
}
