package org.stroma.app.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The standards that come with Stroma: they load, agree with each other, and say what the tables of the seed say. */
class StandardsTests {
    private static final List<Standard> ALL = Standards.list();
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-03-06T10:00:00+08:00");

    static Stream<Standard> standards() {
        return ALL.stream();
    }

    @Test
    void thereIsAStandardForEveryGateOfTheChain() {
        assertThat(standards().map(Standard::code)).containsExactlyInAnyOrder("donor-cord", "donor-markers-cn",
                "donor-markers-us", "donor-markers-eu", "tissue-acceptance", "material-release", "solution-release",
                "bank-qualification",
                "bank-withdrawal", "ucm01-release", "ucm01-batch", "shipment-dispatch", "shipment-receipt",
                "ucm01-use", "return-destroy", "recall-rules", "calendar-cn-2026");
    }

    @ParameterizedTest
    @MethodSource("standards")
    void isReadBackFromItsCanonicalBytes(Standard standard) {
        byte[] bytes = standard.toBytes();

        Standard again = new StandardReader(new Library(new TreeMap<>(), new TreeMap<>())).read(bytes).orThrow();

        assertThat(again).isEqualTo(standard);
        assertThat(again.toBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @MethodSource("standards")
    void readsAsSentencesInBothLanguages(Standard standard) {
        for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            Sentences sentences = new Sentences(standard, locale);
            for (Requirement requirement : standard.requirements()) {
                String said = sentences.criterion(requirement.criterion())
                        + sentences.applicability(requirement.applicability()).orElse("")
                        + sentences.comparison(requirement.rounding());
                assertThat(said).doesNotContain("—", "criterion.", "applies.", "end.", "span.", "{", "}");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("standards")
    void isMissingOrNotApplicableThroughoutWhenNothingIsKnown(Standard standard) {
        Evaluation evaluation = standard.evaluate(Facts.of(NOW));

        assertThat(evaluation.overall()).isEqualTo(Evaluation.Overall.MISSING);
        assertThat(evaluation.verdicts()).allMatch(verdict -> verdict.status() == Status.MISSING
                || verdict.status() == Status.NOT_APPLICABLE);
        for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            Sentences sentences = new Sentences(standard, locale);
            assertThat(evaluation.verdicts()).allSatisfy(verdict -> assertThat(sentences.reason(verdict.judgement()))
                    .isNotBlank().doesNotContain("—", "reason.", "{"));
        }
    }

    @Test
    void aCharacteristicIsTheSameInEveryStandardThatNamesIt() {
        Map<String, Characteristic> first = new LinkedHashMap<>();
        List<String> differing = new ArrayList<>();
        standards().flatMap(standard -> standard.characteristics().stream()).forEach(each -> {
            Characteristic known = first.putIfAbsent(each.code(), each);
            if (known != null && !known.equals(each)) {
                differing.add(each.code());
            }
        });

        assertThat(differing).isEmpty();
    }

    @Test
    void everyGateNamesStandardsThatExistAndCanAlwaysBeRefused() {
        TreeSet<String> codes = new TreeSet<>(standards().map(Standard::code).toList());

        assertThat(Standards.gates()).extracting(Gate::code).containsExactly("G1", "G2", "G3", "G4", "G4b", "G5",
                "G6a", "G6b", "G8a", "G8b", "G9", "G10");
        assertThat(Standards.gates()).allSatisfy(gate -> {
            assertThat(codes).containsAll(gate.standards().stream()
                    .flatMap(entry -> java.util.Arrays.stream(entry.replace("*", "ucm01").split("\\|"))).toList());
            for (Evaluation.Overall verdict : Evaluation.Overall.values()) {
                assertThat(gate.allowed(verdict)).as(gate.code() + " " + verdict)
                        .anyMatch(outcome -> outcome.clearance() == Gate.Clearance.NONE
                                || outcome.clearance() == Gate.Clearance.REFUSED);
            }
        });
    }

    @Test
    void noOutcomeIsLaxerThanItsVerdict() {
        assertThat(Standards.gates()).allSatisfy(gate -> {
            assertThat(gate.allowed(Evaluation.Overall.FAIL))
                    .noneMatch(outcome -> outcome.clearance() == Gate.Clearance.FULL
                            || outcome.clearance() == Gate.Clearance.BOUNDED);
            assertThat(gate.allowed(Evaluation.Overall.MISSING))
                    .noneMatch(outcome -> outcome.clearance() == Gate.Clearance.FULL)
                    .allMatch(outcome -> outcome.clearance() != Gate.Clearance.BOUNDED
                            || outcome.policy().isPresent());
            assertThat(gate.allowed(Evaluation.Overall.PASS_WITH_CONDITIONS))
                    .allMatch(outcome -> outcome.clearance() != Gate.Clearance.FULL || outcome.event());
        });
    }

    /** The consistency counts of Table 4. */
    @ParameterizedTest
    @CsvSource({"MCB,6,1,8", "WCB,5,4,6", "DCB,7,0,8"})
    void tableFourHasItsFifteenRows(String tier, int mandatory, int notMandatory, int conditional) {
        List<Applicability> cells = get("bank-qualification").requirements().stream()
                .filter(each -> each.clauses().contains("SEED-T4")).map(Requirement::applicability)
                .map(each -> ((Applicability.ByCase) each).cases().get(tier)).toList();

        assertThat(cells).hasSize(15);
        assertThat(cells).filteredOn(Applicability.Always.class::isInstance).hasSize(mandatory);
        assertThat(cells).filteredOn(Applicability.Never.class::isInstance).hasSize(notMandatory);
        assertThat(cells).filteredOn(Applicability.ByDecision.class::isInstance).hasSize(conditional);
    }

    /** The rows of Table 3 as read, with the defaults for what is ambiguous; the last column is added if animal-derived. */
    @ParameterizedTest
    @CsvSource({"CULTURE_MEDIUM_CDM,coa full_test supplier_audit,",
            "MEDIUM_HUMAN_BLOOD,coa full_test adventitious_test origin_cert supplier_audit,",
            "MEDIUM_FBS,coa full_test adventitious_test origin_cert tse_bse_stmt supplier_audit,",
            "MICROCARRIER,exc_registration coa full_test supplier_audit,adventitious_test origin_cert tse_bse_stmt",
            "DIGESTIVE_ENZYME,coa full_test supplier_audit,adventitious_test origin_cert tse_bse_stmt",
            "CYTOKINE,coa full_test supplier_audit,adventitious_test origin_cert tse_bse_stmt",
            "FORMULATION_CRYO,exc_registration coa full_test supplier_audit,adventitious_test origin_cert tse_bse_stmt",
            "MARKETED_MEDICINE,ma_cert coa,", "PACKAGING_CRYO,exc_registration,"})
    void tableThreeAsksEachMaterialForItsRow(String material, String required, String ifAnimal) {
        assertThat(asked(material, false)).containsExactlyInAnyOrder(required.split(" "));

        String both = ifAnimal == null ? required : required + " " + ifAnimal;

        assertThat(asked(material, true)).containsExactlyInAnyOrder(both.split(" "));
    }

    private static Standard get(String code) {
        return standards().filter(each -> each.code().equals(code)).findFirst().orElseThrow();
    }

    private static List<String> asked(String material, boolean animal) {
        Facts facts = Facts.of(NOW,
                Observation.of("material_class", new Value.Code(material), "E-1").reviewed(),
                Observation.of("animal_derived", new Value.Flag(animal), "E-2").reviewed(),
                Observation.of("blood_product", new Value.Flag(false), "E-3").reviewed());
        Standard standard = get("material-release");
        return standard.evaluate(facts).verdicts().stream()
                .filter(verdict -> verdict.clauses().contains("SEED-T3") && verdict.status() == Status.MISSING)
                .flatMap(verdict -> standard.findRequirement(verdict.requirement()).orElseThrow().criterion()
                        .characteristics().stream())
                .filter(code -> !code.equals("risk_level")).toList();
    }

    @Test
    void everythingUnverifiedSaysSo() {
        assertThat(standards().flatMap(standard -> standard.requirements().stream())
                .filter(requirement -> requirement.clauses().equals(List.of("HOUSE"))))
                .allMatch(requirement -> requirement.origin() == Requirement.Origin.DESIGN
                        || requirement.origin() == Requirement.Origin.KNOWLEDGE);
    }
}
