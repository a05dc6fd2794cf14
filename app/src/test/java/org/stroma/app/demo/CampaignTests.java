package org.stroma.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.shell.Words;
import org.stroma.app.database.Refusal;
import org.stroma.app.donor.Donors;
import org.stroma.app.donor.MarkerResult;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Trace;
import org.stroma.app.genealogy.Traces;
import org.stroma.app.genealogy.Units;
import org.stroma.app.laboratory.Laboratory;
import org.stroma.app.ledger.Proofs;
import org.stroma.app.quality.Deviations;
import org.stroma.app.release.Releases;
import org.stroma.app.release.AuditTrailReviews;
import org.stroma.app.standard.CharacteristicWords;
import org.stroma.app.standard.Value;
import org.stroma.app.testing.Archivable;
import org.stroma.app.testing.Printed;
import org.stroma.app.testing.Client;
import org.stroma.app.testing.Window;
import org.stroma.measure.Measurement;
import org.stroma.measure.Qualifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The worked campaign: every line of it, the papers it leaves, its pages, and last what goes wrong with it. SR-022, SR-035, SR-040, SR-041, SR-072, SR-073, SR-031, SR-070.
 * One file, because the campaign is performed once and its parts are read in this order. */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class CampaignTests {
    private static final Set<String> STOCK = Set.of("AVAILABLE", "RETAINED", "STABILITY");

    private final World world = World.get();

    /** Domain brief §10.0 to §10.3 and §10.5. */
    @Nested
    @Order(1)
    class Record {
        private static final CampaignReport REPORT = World.get().report;

        @TestFactory
        Stream<DynamicTest> saysWhatTheDomainBriefSays() {
            return REPORT.lines().stream().map(line -> DynamicTest.dynamicTest(
                    line.id() + " " + line.what(), () -> assertThat(line.found()).isEqualTo(line.expected())));
        }

        /** Results' forms with their reviews, papers, seven signatures at three gates, and every step of one patient. */
        @Test
        void itsLotWasReleasedAndAPatientTreatedByHand() {
            Assumptions.assumeTrue(Window.possible(), "no browser");

            assertThat(world.tablets.complaints()).isEmpty();
            assertThat(world.tablets.pressed()).isGreaterThan(45);
        }

        /** Pages show what was recorded with each operation in words. */
        @Test
        void everyParameterHasANameInBothLanguages() {
            List<String> recorded = world.the(JdbcClient.class).sql(
                    "select distinct k from genealogy.operation o cross join jsonb_object_keys(o.parameters) k order by 1")
                    .query(String.class).list();
            Words words = world.the(Words.class);

            assertThat(recorded).hasSizeGreaterThan(40);
            assertThat(recorded.stream().filter(name -> !name.matches("standing|cl_\\d+_s"))
                    .filter(name -> Stream.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)
                            .anyMatch(locale -> words.say(locale, "parameter." + name).startsWith("⟨"))))
                    .isEmpty();
        }

        @Test
        void everythingObservedHasANameInBothLanguages() {
            List<String> observed = world.the(JdbcClient.class)
                    .sql("select distinct characteristic from evidence.observation").query(String.class).list();
            CharacteristicWords words = world.the(CharacteristicWords.class);

            assertThat(observed).hasSizeGreaterThan(100);
            assertThat(observed.stream().filter(code -> named(words, Locale.SIMPLIFIED_CHINESE, code).equals(code)))
                    .isEmpty();
            // In English a name may be the very word of the code, but never one that is joined by lines.
            assertThat(observed.stream().filter(code -> named(words, Locale.ENGLISH, code).matches("[a-z0-9]+_\\S+")))
                    .isEmpty();
        }

        private static String named(CharacteristicWords words, Locale language, String code) {
            LocaleContextHolder.setLocale(language);
            try {
                return words.name(code);
            } finally {
                LocaleContextHolder.resetLocaleContext();
            }
        }

        /** Every entry was reviewed by its person, so nobody's worklist keeps a line of the campaign. */
        @Test
        void leavesNoReviewToAnybody() {
            assertThat(world.waiting).isEmpty();
        }

        @Test
        void sumsItselfUpInNumbers() {
            Map<String, Object> summary = REPORT.summary();

            assertThat(summary).containsKeys("cpdl", "passage", "filled", "good", "counts", "labels", "mcb", "wcb",
                    "expiry", "retainUntil", "endotoxinLimit", "patients", "gates", "assertions");
            assertThat(summary.get("cpdl")).hasToString("14.5809");
            assertThat((List<?>) summary.get("patients")).hasSize(3);
            assertThat((List<?>) summary.get("gates")).hasSize(30);
        }

        @Test
        void printsOneObjectWhoseNumbersAreNumbers() {
            var out = new java.io.ByteArrayOutputStream();
            var err = new java.io.ByteArrayOutputStream();

            assertThat(REPORT.print(true, new PrintStream(out), new PrintStream(err))).isZero();
            JsonNode printed = new JsonMapper().readTree(out.toString(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(printed.get("cpdl").isNumber()).isTrue();
            assertThat(printed.get("counts").get("distributable").isIntegralNumber()).isTrue();
            assertThat(printed.get("patients").get(0).get("dmsoMgPerKg").isNumber()).isTrue();
            assertThat(printed.get("assertions").get("failed").asInt()).isZero();
            assertThat(err.size()).isZero();
        }

        @Test
        void saysWhatDiffersAndLeavesWithOne() {
            var out = new java.io.ByteArrayOutputStream();
            var err = new java.io.ByteArrayOutputStream();
            var wrong = new CampaignReport(world.context,
                    List.of(new CheckLine("10.1-1", "a line", "130 vials", "129 vials", false)));

            assertThat(wrong.print(true, new PrintStream(out), new PrintStream(err))).isOne();
            assertThat(err.toString()).contains("expected 130 vials, found 129 vials");
            assertThat(new JsonMapper().readTree(out.toString(java.nio.charset.StandardCharsets.UTF_8))
                    .get("assertions").get("failed").asInt()).isOne();
        }

        @Test
        void leavesCertificatesWithAProofThatHolds() throws Exception {
            Releases releases = world.the(Releases.class);
            long decision = new Records(world.context).decisions().stream().filter(each -> each.gate().equals("G6a"))
                    .findFirst().orElseThrow().id();
            awaitSeal(decision);
            for (Releases.Kind kind : Releases.Kind.values()) {
                for (String language : List.of("zh", "en")) {
                    var made = releases.certify(world.plant.as("QA-2"), CultureAct.LOT, decision, kind, language);
                    byte[] pdf = releases.pdf(CultureAct.LOT, made.id());

                    assertThat(Archivable.broken(pdf)).isEmpty();
                    assertThat(Printed.text(pdf)).contains(made.root(), language.equals("zh") ? "出厂放行" : "Release")
                            .doesNotContain("#", "{", "COMPLIES");
                    assertThat(releases.certify(world.plant.as("QA-2"), CultureAct.LOT, decision, kind, language).id())
                            .isEqualTo(made.id());
                }
            }
            assertThat(world.the(Proofs.class).newest("gate.decision", Long.toString(decision))).get()
                    .matches(Proofs.Proof::holds);
        }

        /** A signed decision is a page and a resource of its own: what was judged, who signed, whether it stands. */
        @Test
        void aSignedDecisionSaysWhatWasSignedAndWhetherItStands() throws InterruptedException {
            long id = world.decision("G6a");
            awaitSeal(id);
            Client qa = Client.of(world.port(), world.plant.as("QA-2").token()).with("Accept-Language", "en");
            JsonNode record = qa.get("/api/v1/decisions/" + id + "/record").json();

            assertThat(record.get("standing").asString()).isEqualTo("STANDS");
            assertThat(record.get("basis").get("snapshotSha256").asString())
                    .isEqualTo(record.get("decision").get("snapshotSha256").asString());
            assertThat(record.get("requirements").size()).isGreaterThan(20);
            assertThat(record.get("evidence").valueStream()).isNotEmpty()
                    .noneMatch(each -> each.get("changed").booleanValue())
                    .allMatch(each -> each.get("unit").isString());
            assertThat(record.get("signatures").valueStream().map(each -> each.get("slot").get("given")
                    .get("personCode").asString())).containsExactlyInAnyOrder("QA-2", "QP-A");
            assertThat(record.get("signatures").valueStream()).allMatch(each -> each.get("block").isIntegralNumber());
            assertThat(record.get("content").asString())
                    .contains(record.get("basis").get("verdictsSha256").asString(), "\"outcome\": \"RELEASED\"");
            assertThat(record.get("papers").valueStream().map(each -> each.get("path").asString()))
                    .contains("/release/" + CultureAct.LOT + "/certificate/" + world.certificate);

            String page = qa.get("/decision/" + id + "?replay=true").response().body();
            assertThat(page).contains("data-standing=\"STANDS\"", "id=\"replayed\" data-same=\"true\"",
                    record.get("panel").get("sha256").asString(),
                    "/release/" + CultureAct.LOT + "/certificate/" + world.certificate, "href=\"/gate/G6a/L26-117\"",
                    "#evidence-").doesNotContain("??", "⟨");
        }

        @Test
        void aDecisionIsReachedFromGateUnitHistoryTraceAndScanBox() {
            long id = world.decision("G6b");
            Client qa = Client.of(world.port(), world.plant.as("QA-2").token());

            for (String page : List.of("/gate/G6b/" + CultureAct.LOT, "/unit/" + CultureAct.LOT,
                    "/audit-trail?table=gate.decision", "/trace?of=" + CultureAct.LOT)) {
                assertThat(qa.get(page).response().body()).as(page).contains("href=\"/decision/" + id + "\"");
            }
            assertThat(qa.get("/scan?q=dec-" + id).header("Location")).endsWith("/decision/" + id);
        }

        /** Whoever does not see the unit is told that there is no such decision, in every way of asking. */
        @Test
        void aHospitalAndACollectionCentreSeeOnlyTheirOwnDecisions() {
            for (String person : List.of("HC-1", "COL-1")) {
                Client stranger = Client.of(world.port(), world.plant.as(person).token());
                for (String path : List.of("/decision/", "/api/v1/decisions/")) {
                    assertThat(stranger.get(path + world.decision("G6b")).status()).as(person + path).isEqualTo(404);
                }
                assertThat(stranger.get("/api/v1/decisions/" + world.decision("G6b") + "/record").status())
                        .isEqualTo(404);
                assertThat(stranger.get("/scan?q=DEC-" + world.decision("G6b")).header("Location")).isEmpty();
            }
            JsonNode own = Client.of(world.port(), world.plant.as("HC-1").token())
                    .get("/api/v1/decisions/" + world.decision("G8b") + "/record").json();
            assertThat(own.get("standing").asString()).isEqualTo("STANDS");
            assertThat(own.get("changes").size()).isZero();
            assertThat(own.get("content").isNull()).isTrue();
        }

        private void awaitSeal(long decision) throws InterruptedException {
            for (int i = 0; i < 100
                    && world.the(Proofs.class).newest("gate.decision", Long.toString(decision)).isEmpty(); i++) {
                Thread.sleep(100);
            }
        }
    }

    /** In a real browser, in both languages; a picture of each page is kept. */
    @Nested
    @Order(2)
    class Pages {
        private static final String[][] PAGES = {{"QA-2", "release", "/release"},
                {"QA-2", "decision", "/decision/{G6b}"}, {"QA-2", "cockpit", "/release/L26-117"},
                {"QA-2", "gate-g6b", "/gate/G6b/L26-117"},
                {"QA-1", "worklist", "/"}, {"QA-1", "gate-g1", "/gate/G1/DN-7F3K2"},
                {"QA-1", "trace", "/trace?of=DN-7F3K2"}, {"QA-1", "unit-lot", "/unit/L26-117"},
                {"QA-1", "history", "/unit/L26-117/history"}, {"QA-1", "bank", "/banks/MCB-26-001"},
                {"QA-1", "donor", "/donors/DN-7F3K2"}, {"QA-1", "tissue", "/tissues/UC-26-0001"},
                {"QA-1", "standards", "/standards"}, {"QA-1", "standard", "/standards/ucm01-release"},
                {"QA-1", "product", "/products/UCM-01"}, {"QA-1", "deviations", "/deviations"},
                {"OP-1", "lot", "/lots/L26-117"}, {"OP-1", "culture", "/cultures/P5-26-117"},
                {"WH-1", "materials", "/materials"}, {"WH-1", "material-lot", "/materials/lot/HPL-26-03"},
                {"AN-1", "laboratory", "/laboratory"}, {"AN-1", "laboratory-lot", "/laboratory/unit/L26-117"},
                {"QCR-1", "review", "/laboratory/review"}, {"QCH-1", "methods", "/laboratory/methods"},
                {"HC-1", "trace-patient", "/trace?of=PT-B"}};

        @ParameterizedTest
        @ValueSource(strings = {"zh-CN", "en"})
        void everyPageOpensWithoutAComplaint(String language) {
            List<String> unfit = new ArrayList<>();
            String signedIn = "";
            Window window = null;
            try {
                for (String[] each : PAGES) {
                    if (!each[0].equals(signedIn)) {
                        if (window != null) {
                            window.close();
                        }
                        window = world.window(language, each[0]);
                        signedIn = each[0];
                    }
                    window.go(each[2].replace("{G6b}", Long.toString(world.decision("G6b"))))
                            .picture("campaign-" + each[1] + "-" + language);

                    assertThat(window.page().locator("main h1").count()).as(each[2]).isEqualTo(1);
                    assertThat(window.complaints()).as(each[2]).isEmpty();
                    assertThat(window.page().content()).as(each[2]).doesNotContain("??");
                    if (each[2].startsWith("/trace")) {
                        assertThat(window.page().textContent("#trace-table")).as("operations by name")
                                .doesNotContainPattern("OP-[0-9]");
                    }
                    window.unlabelled().forEach(field -> unfit.add(each[2] + " has no label for " + field));
                    if (window.overflow(820) > 1) {
                        unfit.add(each[2] + " scrolls sideways on an upright tablet");
                    }
                }
            } finally {
                if (window != null) {
                    window.close();
                }
            }
            assertThat(unfit).isEmpty();
        }
    }

    /** Domain brief §10.4: what must stop, stops. */
    @Nested
    @Order(3)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class Variants {
        @Test
        @Order(1)
        void theHospitalFindsItsPatientAndNothingOfTheDonor() {
            Trace.Found found = world.the(Traces.class).trace(world.plant.as("HC-1"), "PT-B", Trace.Direction.BOTH,
                    200);

            assertThat(found.nodes()).extracting(Trace.Node::subject).contains("PT-B").doesNotContain("PT-A", "PT-C");
            assertThat(found.nodes()).extracting(Trace.Node::type).doesNotContain("DONOR_RECORD", "TISSUE", "SAMPLE");
            assertThatThrownBy(() -> world.the(Traces.class).trace(world.plant.as("HC-1"), DonorAct.DONOR,
                    Trace.Direction.DOWN, 200)).isInstanceOf(Refusal.class).extracting("code").isEqualTo("not-found");
        }

        /** What is recorded later changes no certificate of a decision that was signed before. */
        @Test
        @Order(2)
        void aCertificatePrintsWhatWasSignedAndNothingLater() {
            long decision = new Records(world.context).decisions().stream().filter(each -> each.gate().equals("G6b"))
                    .findFirst().orElseThrow().id();
            world.the(Laboratory.class).enter(world.plant.as("AN-1"), CultureAct.LOT,
                    List.of(Laboratory.Result.of("ph", "M-PH", "7.3").repeated(2)));
            var made = world.the(Releases.class).certify(world.plant.as("QAM-1"), CultureAct.LOT, decision,
                    Releases.Kind.CERTIFICATE_OF_ANALYSIS, "en");
            String text = Printed.text(world.the(Releases.class).pdf(CultureAct.LOT, made.id()));

            assertThat(made.decision()).isEqualTo(decision);
            assertThat(text).contains("Market release by the holder", "mean 6.31", "mean 91.2 %", "90.1429 %", "7.2",
                    "QP-B", "not required").doesNotContain("7.3", "missing", "not met", "NOT_REQUIRED");
        }

        /** A harmless correction voids both releases; the lot stands still until both are signed again, the manufacturer's first. */
        @Test
        @Order(3)
        void aLotThatWasVoidedIsReleasedAgainInOrder() {
            Laboratory laboratory = world.the(Laboratory.class);
            List<Evidence.Item> items = world.the(Evidence.class).list(CultureAct.LOT);
            laboratory.review(world.plant.as("QCR-1"), items.stream().filter(item -> !item.reviewed())
                    .filter(item -> item.characteristic().equals("ph")).map(Evidence.Item::id).toList(), true, null);
            long written = items.stream().filter(item -> item.characteristic().equals("osmolality")).findFirst()
                    .orElseThrow().id();
            laboratory.review(world.plant.as("QCR-1"), List.of(laboratory.correct(world.plant.as("AN-1"), written,
                    Laboratory.Result.of("osmolality", "M-OSM", "1932"), "figure misread, see printout")), true, null);
            Units units = world.the(Units.class);
            assertThat(units.holds(CultureAct.LOT)).filteredOn(Units.Hold::open).extracting(Units.Hold::reference)
                    .contains("G6a", "G6b");
            assertThatThrownBy(() -> world.plant.decide("G6b", CultureAct.LOT, "RELEASED", null, "QAM-1:QA_MAH",
                    "QP-B:QP_MAH")).isInstanceOf(RuntimeException.class);

            theReviewOfTheAuditTrailIsOutOfDateUntilItIsSignedAnew();
            world.plant.decide("G6a", CultureAct.LOT, "RELEASED", null, "QA-2:QA_REVIEWER", "QP-A:QP_MFG");
            assertThat(units.get(CultureAct.LOT).state()).isEqualTo("REL_MFG");
            assertThatThrownBy(() -> world.the(Gates.class).propose(world.plant.as("QA-2"), "G6a", CultureAct.LOT,
                    new Gates.Proposal("RELEASED", null, null))).isInstanceOf(Refusal.class).extracting("code")
                    .isEqualTo("ST031");
            world.plant.decide("G6b", CultureAct.LOT, "RELEASED", null, "QAM-1:QA_MAH", "QP-B:QP_MAH");
            assertThat(units.get(CultureAct.LOT).state()).isEqualTo("REL_MAH");
            assertThat(units.holds(CultureAct.LOT)).noneMatch(Units.Hold::open);
        }

        /** What came after the signature stands with the requirement, in words, on both pages; the release is not proposed on it. */
        private void theReviewOfTheAuditTrailIsOutOfDateUntilItIsSignedAnew() {
            AuditTrailReviews reviews = world.the(AuditTrailReviews.class);
            assertThat(reviews.of(CultureAct.LOT).since())
                    .noneMatch(line -> line.kind().equals("clock") && "PLANT".equals(line.what()))
                    .extracting(AuditTrailReviews.Line::kind).contains("correction", "void decision");
            for (String language : List.of("zh-CN", "en")) {
                // Five are said; tests that stopped what stands above the lot left holds before them.
                String[] said = language.equals("en")
                        ? new String[]{"correction", "hold"}
                        : new String[]{"更正", "锁定"};
                try (Window window = world.window(language, "QA-2")) {
                    window.go("/gate/G6a/" + CultureAct.LOT).picture("review-out-of-date-gate-" + language);
                    assertThat(window.page().getAttribute("[data-requirement='G6-02']", "data-status"))
                            .isEqualTo("NOT_MET");
                    assertThat(window.page().textContent("[data-requirement='G6-02']")).containsAnyOf(said)
                            .doesNotContain("⟨");
                    window.go("/release/" + CultureAct.LOT).picture("review-out-of-date-" + language);
                    assertThat(window.page().textContent("#since")).containsAnyOf(said).doesNotContain("⟨");
                    assertThat(window.page().locator("#exceptions .state-bad").count()).isGreaterThan(1);
                    assertThat(window.page().locator("#exceptions form").count()).as("may be signed anew").isOne();
                }
            }
            assertThatThrownBy(() -> world.plant.decide("G6a", CultureAct.LOT, "RELEASED", null, "QA-2:QA_REVIEWER",
                    "QP-A:QP_MFG")).hasMessageContaining("G6-02 NOT_MET");
            long document = reviews.sign(world.plant.as("QA-2"), CultureAct.LOT, new AuditTrailReviews.Review(
                    "新增记录已逐条审核，无影响。", reviews.of(CultureAct.LOT).sha256(), world.plant.verifier("QA-2")));
            world.the(Laboratory.class).review(world.plant.as("QA-1"), List.of(document), true, null);
            assertThat(reviews.of(CultureAct.LOT).since()).isEmpty();
        }

        @Test
        @Order(4)
        void aCorrectionAfterTheReleaseVoidsItAndStopsTheLot() {
            Evidence evidence = world.the(Evidence.class);
            Evidence.Item endotoxin = evidence.list(CultureAct.LOT).stream()
                    .filter(item -> item.characteristic().equals("endotoxin")).findFirst().orElseThrow();
            evidence.record(world.plant.as("AN-1"), "transcription error found in the raw data",
                    List.of(Entry.of(CultureAct.LOT, "endotoxin", Evidence.Kind.RESULT,
                            new Value.Measured(Measurement.parse("1.6", "{EU}/mL", Qualifier.NONE)))
                            .byMethod("M-END", true).correcting(endotoxin.id(), "transcription error")));

            assertThat(world.the(Gates.class).decisions(CultureAct.LOT, "G6b")).extracting(Gates.Decision::state)
                    .contains("VOID");
            saysWhatVoidedItAndWhatThatStopped(world.the(Gates.class).decisions(CultureAct.LOT, "G6b").stream()
                    .filter(decision -> decision.state().equals("VOID")).findFirst().orElseThrow());
            assertThat(world.the(Units.class).holds(CultureAct.LOT)).filteredOn(Units.Hold::open)
                    .extracting(Units.Hold::cause).contains("VOID");
        }

        private void saysWhatVoidedItAndWhatThatStopped(Gates.Decision decision) {
            Client qa = Client.of(world.port(), world.plant.as("QA-1").token());
            JsonNode record = qa.get("/api/v1/decisions/" + decision.id() + "/record").json();
            JsonNode changed = record.get("evidence").valueStream()
                    .filter(each -> each.get("characteristic").asString().equals("endotoxin")).findFirst()
                    .orElseThrow();

            assertThat(record.get("standing").asString()).isEqualTo("VOID");
            assertThat(changed.get("changed").booleanValue()).isTrue();
            assertThat(record.get("stops").valueStream()).anyMatch(hold -> hold.get("cause").asString().equals("VOID")
                    && hold.get("closedAt").isNull());
            assertThat(qa.get("/decision/" + decision.id()).response().body()).contains("data-standing=\"VOID\"",
                    "判定依据 " + changed.get("id").asString() + "（细菌内毒素）已更正：transcription error",
                    "id=\"decision-stops\"", "id=\"decision-below\"", "此后已更正或作废");
            assertThat(qa.get("/api/v1/decisions/" + decision.id() + "/replay").json().get("sameBytes").booleanValue())
                    .as("what was judged stays what it was").isTrue();
        }

        @Test
        @Order(5)
        void aSeroconversionOfTheMotherStopsTwoHundredAndThreeContainers() {
            world.plant.now("2027-02-20 10:00");
            world.the(Donors.class).lateReport(world.plant.as("DMR-1"), DonorAct.DONOR,
                    MarkerResult.positive("hbv_nat", "external report"), "seroconversion reported", null);
            Trace.Found found = world.the(Traces.class).trace(world.plant.as("QA-1"), DonorAct.DONOR,
                    Trace.Direction.DOWN, 200);
            List<Trace.Node> stock = found.nodes().stream()
                    .filter(node -> List.of("BANK_CONTAINER", "CONTAINER").contains(node.type()))
                    .filter(node -> STOCK.contains(node.state())).toList();

            assertThat(stock).hasSize(203);
            assertThat(stock.stream().filter(node -> CultureAct.MCB.equals(node.lot()))).hasSize(76);
            assertThat(stock.stream().filter(node -> CultureAct.WCB.equals(node.lot()))).hasSize(28);
            assertThat(stock.stream().filter(node -> CultureAct.LOT.equals(node.lot()))).hasSize(99);
            assertThat(stock.subList(0, 5)).allSatisfy(node -> assertThat(world.the(Units.class).holds(node.code()))
                    .anyMatch(hold -> hold.open() && hold.kind().equals("STOP")));
            assertThat(world.the(Units.class).get(DonorAct.TISSUE).remaining()).isEqualByComparingTo("8.0");
            assertThat(found.nodes()).extracting(Trace.Node::code).contains(DonorAct.TISSUE, "CB-1", "MS-1");
            assertThat(List.of(DonorAct.TISSUE, "CB-1", "MS-1")).allSatisfy(
                    kept -> assertThat(world.the(Units.class).holds(kept))
                            .anyMatch(hold -> hold.open() && hold.kind().equals("STOP")));
            List<Trace.Node> doses = found.nodes().stream().filter(node -> node.type().equals("DOSE")).toList();
            assertThat(doses).extracting(Trace.Node::subject).containsExactlyInAnyOrder("PT-A", "PT-B", "PT-C");
            assertThat(doses.stream().map(dose -> world.the(Units.class).get(dose.code()).holder()).distinct())
                    .containsExactly("H-031");
            assertThat(
                    Client.of(world.port(), world.plant.as("HC-1").token()).get("/unit/L26-117-001").response().body())
                    .contains("上游对象").doesNotContain(DonorAct.DONOR, "seroconversion");
            assertThat(world.the(Gates.class).judge("G6b", CultureAct.LOT).evaluation().overall().name())
                    .isEqualTo("FAIL");
        }

        /** Variant G6 (a): three vials below 80 %, a later one above; the mean of all would pass, and does not count. */
        @Test
        @Order(6)
        void vialsBelowTheLimitAreNotAveragedWithLaterOnes() {
            Laboratory laboratory = world.the(Laboratory.class);
            laboratory.review(world.plant.as("QCR-1"), laboratory.enter(world.plant.as("AN-1"), CultureAct.LOT,
                    List.of(Laboratory.Result.of("viability", "M-COUNT", "78.2", "78.9", "78.6").repeated(2))), true,
                    null);
            assertThat(status("R-02")).isEqualTo("NOT_MET");
            assertThat(world.the(Deviations.class).concerning(CultureAct.LOT)).anyMatch(
                    each -> each.description().startsWith("OOS, laboratory phase I: viability")
                            && each.severity().equals("MAJOR") && each.state().equals("REPORTED"));
            laboratory.review(world.plant.as("QCR-1"), laboratory.enter(world.plant.as("AN-1"), CultureAct.LOT,
                    List.of(Laboratory.Result.of("viability", "M-COUNT", "92.0", "93.0", "94.0").repeated(3))), true,
                    null);

            assertThat(status("R-02")).isEqualTo("NOT_MET");
            assertThat(status("G6-10")).isEqualTo("NOT_MET");
            assertThatThrownBy(() -> world.the(Gates.class).propose(world.plant.as("QAM-1"), "G6b", CultureAct.LOT,
                    new Gates.Proposal("RELEASED", "the later vials pass", "DEV-1"))).extracting("code")
                    .isEqualTo("ST050");
        }

        private String status(String requirement) {
            return world.the(Gates.class).judge("G6b", CultureAct.LOT).evaluation().verdicts().stream()
                    .filter(verdict -> verdict.requirement().equals(requirement)).findFirst().orElseThrow().status()
                    .name();
        }

        /** Variant G6 (b): a late anti-HIV report makes the donor ineligible; both banks and the lot are held, release is shut. */
        @Test
        @Order(7)
        void aLateReportOnTheDonorShutsTheReleaseOfEverythingBelow() {
            world.the(Donors.class).lateReport(world.plant.as("DMR-1"), DonorAct.DONOR,
                    MarkerResult.positive("hiv_ab", "external report"), "late report of the reference laboratory",
                    null);
            world.the(Donors.class).review(world.plant.as("QA-1"), DonorAct.DONOR, true, null);
            world.plant.decide("G1", DonorAct.DONOR, "INELIGIBLE", null, "DMR-1:DONOR_MEDICAL_REVIEWER", "QA-2:QA");

            assertThat(world.the(Units.class).get(DonorAct.DONOR).state()).isEqualTo("INELIGIBLE");
            for (String held : List.of(CultureAct.MCB, CultureAct.WCB, CultureAct.LOT)) {
                assertThat(world.the(Units.class).holds(held)).as(held).anyMatch(hold -> hold.open()
                        && hold.unit().equals(DonorAct.DONOR) && hold.cause().equals("DECISION"));
            }
            assertThat(status("G6-15")).isEqualTo("NOT_MET");
            assertThat(status("G6-16")).isEqualTo("NOT_MET");
            assertThatThrownBy(() -> world.the(Gates.class).propose(world.plant.as("QAM-1"), "G6b", CultureAct.LOT,
                    new Gates.Proposal("RELEASED_CONDITIONAL", "justified in a test", "DEV-1"))).extracting("code")
                    .isEqualTo("ST050");
            world.plant.decide("G6b", CultureAct.LOT, "REJECTED", null, "QAM-1:QA_MAH", "QP-B:QP_MAH");
            assertThat(world.the(Units.class).get(CultureAct.LOT).state()).isEqualTo("REJECTED");
        }
    }
}
