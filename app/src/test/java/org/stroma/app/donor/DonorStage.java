package org.stroma.app.donor;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.stroma.app.distribution.Qualifications;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Signing;
import org.stroma.app.testing.Cast;

/** Walks donors through the real services, with the data of the worked campaign unless a test says otherwise. */
public class DonorStage {
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS")
            .withZone(ZoneId.of("Asia/Shanghai"));
    private static final AtomicInteger NUMBER = new AtomicInteger((int) (System.nanoTime() / 1000 % 90_000));

    private final Cast cast;
    private final Donors donors;
    private final Tissues tissues;
    private final Gates gates;
    private final Door door;
    private final PlantClock clock;
    private final Qualifications qualifications;

    /** A stage on the running application. */
    public static DonorStage of(ApplicationContext context) {
        return new DonorStage(context.getBean(Cast.class), context.getBean(Donors.class),
                context.getBean(Tissues.class), context.getBean(Gates.class), context.getBean(Door.class),
                context.getBean(PlantClock.class), context.getBean(Qualifications.class));
    }

    private DonorStage(Cast cast, Donors donors, Tissues tissues, Gates gates, Door door, PlantClock clock,
            Qualifications qualifications) {
        this.cast = cast;
        this.donors = donors;
        this.tissues = tissues;
        this.gates = gates;
        this.door = door;
        this.clock = clock;
        this.qualifications = qualifications;
    }

    /** Codes of one donor of a test. */
    public record Codes(String number, String donor, String maternal, String cordBlood, String tissue, String din) {}

    public Codes codes() {
        String number = "%06d".formatted(NUMBER.incrementAndGet());
        return new Codes(number, "DN-" + number, "MS-" + number, "CB-" + number, "UC-" + number,
                "Z9999 26 " + number);
    }

    public Instant ago(Duration before) {
        return clock.instant().minus(before);
    }

    public Late late() {
        return new Late("entered late in a test", new Door.Verifier("qa-1", Cast.PASSWORD, null));
    }

    public Actor collector() {
        return cast.signIn("COL-1");
    }

    public Codes enrol(Jurisdiction jurisdiction) {
        Codes codes = codes();
        donors.enrol(collector(), codes.donor(), jurisdiction,
                Consent.full("3.2", ago(Duration.ofDays(7)), "COL-1"), null);
        return codes;
    }

    public void screen(Codes codes, Screening screening) {
        donors.screen(collector(), codes.donor(), screening, Donors.Span.at(ago(Duration.ofMinutes(1))), null);
    }

    public void maternal(Codes codes, BloodDraw.Fluids fluids) {
        donors.draw(collector(), codes.donor(),
                BloodDraw.maternal(codes.maternal(), ago(Duration.ofMinutes(20)), fluids), null);
    }

    public void collect(Codes codes, Instant clamp, @Nullable Late late) {
        tissues.collect(collector(), codes.donor(),
                new Tissues.Collection(codes.tissue(), codes.din(),
                        new Donors.Span(clamp, clamp.plus(Duration.ofMinutes(2))), clamp, new BigDecimal("28.0"),
                        new BigDecimal("38.4"), "BOX-1",
                        List.of(BloodDraw.cordBlood(codes.cordBlood(), clamp.plus(Duration.ofMinutes(1)))), Map.of()),
                late);
    }

    public void newborn(Codes codes, String massKg) {
        donors.newborn(collector(), codes.donor(),
                new Newborn(Newborn.Sex.MALE, massKg, Newborn.Delivery.CAESAREAN));
    }

    /** Every mandatory marker of China, negative; CMV IgG reactive, which only informs. */
    public void chineseMarkers(Codes codes) {
        List<MarkerResult> results = new java.util.ArrayList<>(List.of("hiv_ab", "hiv_nat", "hbsag", "anti_hbc",
                "hbv_nat", "anti_hcv", "hcv_nat", "tp_treponemal", "anti_htlv", "cmv_igm", "ebv_igm", "b19_nat")
                .stream().map(marker -> MarkerResult.negative(marker, "CLIA-9")).toList());
        results.add(MarkerResult.positive("cmv_igg", "CLIA-9"));
        markers(codes, results);
    }

    public void markers(Codes codes, List<MarkerResult> results) {
        donors.markers(cast.signIn("AN-1"), codes.donor(), codes.maternal(), results, null);
    }

    public void karyotype(Codes codes, String iscn, int metaphases) {
        donors.karyotype(cast.signIn("AN-1"), codes.donor(), codes.cordBlood(), new KaryotypeReport(iscn, metaphases),
                "G-banding 450");
    }

    public void review(Codes codes) {
        donors.review(cast.signIn("DMR-1"), codes.donor(), true, null);
    }

    /** Screened, sampled, collected and reviewed; markers and karyotype are still out: step 3a of the campaign. */
    public Codes collected(Jurisdiction jurisdiction, Screening screening, BloodDraw.Fluids fluids, String massKg) {
        Codes codes = enrol(jurisdiction);
        screen(codes, screening);
        maternal(codes, fluids);
        collect(codes, ago(Duration.ofMinutes(10)), null);
        newborn(codes, massKg);
        review(codes);
        return codes;
    }

    public Codes collected() {
        return collected(Jurisdiction.CN, Screening.clear(29, "39w2d"), BloodDraw.Fluids.none("68"), "3.420");
    }

    /** Everything in: step 6 of the campaign, before the decision. */
    public Codes complete() {
        Codes codes = collected();
        chineseMarkers(codes);
        karyotype(codes, "46,XY[20]", 20);
        review(codes);
        donors.testingComplete(collector(), codes.donor(), Donors.Span.at(ago(Duration.ZERO)), null);
        return codes;
    }

    public Codes eligible() {
        Codes codes = complete();
        decide("G1", codes.donor(), "ELIGIBLE", "DMR-1", "DONOR_MEDICAL_REVIEWER", "QA-2", "QA");
        return codes;
    }

    public Codes deferred() {
        Codes codes = collected();
        decide("G1", codes.donor(), "DEFERRED", "DMR-1", "DONOR_MEDICAL_REVIEWER", "QA-2", "QA");
        return codes;
    }

    /** Proposes and signs; signers come as person, role, person, role. */
    public void decide(String gate, String unit, String outcome, String... signers) {
        Actor first = cast.signIn(signers[0]);
        long decision = gates.propose(first, gate, unit,
                new Gates.Proposal(outcome, "justified in a test", "DEV-TEST-1"));
        sign(decision, signers);
    }

    public void sign(long decision, String... signers) {
        Actor session = cast.signIn(signers[0]);
        for (int i = 0; i < signers.length; i += 2) {
            Signing.Panel panel = gates.judge(gates.decision(decision).gate(), gates.decision(decision).unit())
                    .panel();
            gates.sign(session, decision,
                    cast.entry(signers[i], signers[i + 1], java.util.Objects.requireNonNull(panel)));
        }
    }

    public void send(Codes codes, Instant at, @Nullable Late late) {
        tissues.dispatch(collector(), codes.tissue(), Donors.Span.at(at),
                new Tissues.Consignment("MAKER-1", at.plus(Duration.ofDays(30))), late);
    }

    /** Received as in the campaign: 4.6 to 7.1 °C, seal intact, labels agree. */
    public void receive(Codes codes, Tissues.Look look, String min, String max, String gap) {
        receive(codes, new Tissues.Label(codes.din(), codes.donor(), "C-01"), look, min, max, gap);
    }

    public void receive(Codes codes, Tissues.Label label, Tissues.Look look, String min, String max, String gap) {
        String serial = logger();
        Tissues.Logger logger = new Tissues.Logger(serial, recording(codes, min, max, gap));
        tissues.receive(cast.signIn("OP-1"), codes.tissue(), new Tissues.Receipt(
                Donors.Span.at(ago(Duration.ZERO)), label, look, logger, List.of(codes.cordBlood()),
                "BB-" + codes.number()), null);
        tissues.review(cast.signIn("QA-1"), codes.tissue(), true, null);
    }

    /** A logger in the register for two months already, so that cords of the past may have travelled with it. */
    public String logger() {
        String serial = "TL-STAGE";
        if (qualifications.newest(Qualifications.Kind.LOGGER, serial).isEmpty()) {
            Instant now = clock.instant();
            clock.moveTo(now.minus(Duration.ofDays(60)));
            LocalDate today = clock.instant().atZone(clock.getZone()).toLocalDate();
            qualifications.grant(cast.signIn("QA-1"), Qualifications.Grant.logger(serial, "2 to 15 °C",
                    new Qualifications.TableMapping("time", "yyyy-MM-dd HH:mm:ss.SSSSSS", "Asia/Shanghai", "celsius",
                            "Cel", ","),
                    today.minusDays(30), today.plusDays(365),
                    new Evidence.RawFile("calibration.txt", "text/plain", serial.getBytes(StandardCharsets.UTF_8))));
            clock.moveTo(now);
        }
        return serial;
    }

    /** What the logger wrote from hand-over until now: five minutes apart but for one gap, lowest and highest once each. */
    public Evidence.RawFile recording(Codes codes, String min, String max, String gap) {
        return recording(codes, clock.instant(), min, max, gap);
    }

    private Evidence.RawFile recording(Codes codes, Instant until, String min, String max, String gap) {
        Instant from = tissues.get(collector(), codes.tissue()).dispatchedAt();
        Duration step = Duration.ofMinutes(5);
        Duration pause = Duration.ofSeconds(new BigDecimal(gap).multiply(BigDecimal.valueOf(60)).longValueExact());
        StringBuilder csv = new StringBuilder("time,celsius\n");
        int n = 0;
        for (Instant at = from; at.isBefore(until); at = at.plus(n++ == 2 ? pause : step)) {
            csv.append(WRITTEN.format(at)).append(',').append(n == 0 ? min : n == 1 ? max : "5.0").append('\n');
        }
        csv.append(WRITTEN.format(until)).append(',').append(n == 1 ? max : "5.0").append('\n');
        return new Evidence.RawFile("logger-" + codes.number() + ".csv", "text/csv",
                csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    public static Tissues.Look good() {
        return new Tissues.Look(true, false, false, new BigDecimal("28.0"), new BigDecimal("38.4"), "乳白色,无异味");
    }

    /** A cord of the past, from its consent to its acceptance, each step entered late: eligible donor, 4.6 to 7.1 °C. */
    public void acceptedInThePast(Codes codes, Instant clamp, Instant received) {
        Instant before = clamp.minus(Duration.ofHours(3));
        donors.enrol(collector(), codes.donor(), Jurisdiction.CN, Consent.full("3.2", before, "COL-1"), late());
        donors.screen(collector(), codes.donor(), Screening.clear(29, "39w2d"),
                Donors.Span.at(before.plus(Duration.ofHours(1))), late());
        donors.draw(collector(), codes.donor(), BloodDraw.maternal(codes.maternal(),
                before.plus(Duration.ofHours(2)), BloodDraw.Fluids.none("68")), late());
        collect(codes, clamp, late());
        newborn(codes, "3.420");
        chineseMarkers(codes);
        karyotype(codes, "46,XY[20]", 20);
        review(codes);
        Instant sent = clamp.plus(Duration.ofMinutes(20));
        donors.testingComplete(collector(), codes.donor(), Donors.Span.at(sent), late());
        decide("G1", codes.donor(), "ELIGIBLE", "DMR-1", "DONOR_MEDICAL_REVIEWER", "QA-2", "QA");
        send(codes, sent, late());
        tissues.receive(cast.signIn("OP-1"), codes.tissue(),
                new Tissues.Receipt(Donors.Span.at(received), new Tissues.Label(codes.din(), codes.donor(), "C-01"),
                        good(), new Tissues.Logger(logger(), recording(codes, received, "4.6", "7.1", "5")),
                        List.of(codes.cordBlood()), "BB-" + codes.tissue()),
                late());
        tissues.review(cast.signIn("QA-1"), codes.tissue(), true, null);
        decide("G2", codes.tissue(), "ACCEPTED", "OP-1", "OPERATOR", "QA-2", "QA");
    }

    /** A primary culture of the tissue, performed now. */
    public String isolate(Codes codes) {
        Instant now = clock.instant();
        String culture = "P0-" + codes.number();
        door.perform(cast.signIn("OP-1"),
                Operation.of("OP-070A", now, now).in("tissue", codes.tissue(), new BigDecimal("20.0"))
                        .out(Operation.Made.of("culture", "ISOLATE", culture)),
                new Door.Verifier("vf-1", Cast.PASSWORD, null));
        return culture;
    }
}
