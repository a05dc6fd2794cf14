package org.stroma.app.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.measure.Measurement;
import org.stroma.measure.Qualifier;

/** Files that are refused say where and why, all at once; a new criterion is a new file. */
class StandardReaderTests {
    private static final StandardReader READER = new StandardReader(Standards.library());
    private static final String GOOD = """
            standard: glucose
            version: "1"
            name: {zh: 葡萄糖, en: Glucose}
            characteristics:
              - {code: glucose, name: {zh: 葡萄糖, en: glucose}, type: quantity, unit: mmol/L}
              - {code: source, name: {zh: 来源, en: source}, type: code, choices: [{code: NO, name: {zh: 挪威, en: Norway}}]}
            requirements:
              - code: Q-1
                name: {zh: 葡萄糖, en: Glucose}
                severity: B
                tag: D
                cites: [HOUSE]
                criterion: {at_least: {of: glucose, limit: 1.50 mmol/L}}
            """;

    private static List<Problem> problems(String yaml) {
        return switch (READER.read(yaml.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Accepted<Standard> accepted -> List.of();
            case Reading.Refused<Standard> refused -> refused.problems();
        };
    }

    @Test
    void aNewRequirementIsANewFileAndNoProgram() {
        Standard standard = READER.read(GOOD.getBytes(StandardCharsets.UTF_8)).orThrow();
        Observation low = Observation.of("glucose",
                new Value.Measured(Measurement.parse("1490", "umol/L", Qualifier.NONE)), "E-1").reviewed();

        Evaluation evaluation = standard.evaluate(Facts.of(OffsetDateTime.parse("2026-03-06T10:00:00+08:00"), low));

        assertThat(evaluation.overall()).isEqualTo(Evaluation.Overall.FAIL);
        assertThat(new Sentences(standard, Locale.ENGLISH).criterion(standard.requirements().getFirst().criterion()))
                .isEqualTo("glucose at least 1.50 mmol/L");
        assertThat(standard.findCharacteristic("source").orElseThrow().entryField())
                .isInstanceOf(EntryField.Choice.class);
    }

    @Test
    void aNewClassOfMaterialIsAChoiceAndItsColumn() {
        String added = new String(Standards.bytes("material-release.yaml"), StandardCharsets.UTF_8)
                .replace("{code: CONTACT_CONSUMABLE, name:",
                        "{code: SCAFFOLD, name: {zh: 支架, en: scaffold}},\n      {code: CONTACT_CONSUMABLE, name:")
                .replace("        CONTACT_CONSUMABLE:", "        SCAFFOLD: always\n        CONTACT_CONSUMABLE:");
        Standard standard = READER.read(added.getBytes(StandardCharsets.UTF_8)).orThrow();
        Facts facts = Facts.of(OffsetDateTime.parse("2026-03-06T10:00:00+08:00"),
                Observation.of("material_class", new Value.Code("SCAFFOLD"), "E-1").reviewed());

        assertThat(standard.evaluate(facts).verdicts()).filteredOn(verdict -> verdict.requirement().equals("G3-09"))
                .extracting(Verdict::status).containsExactly(Status.MISSING);
    }

    @Test
    void aChoiceWithoutItsColumnIsRefused() {
        String added = new String(Standards.bytes("material-release.yaml"), StandardCharsets.UTF_8).replace(
                "{code: CONTACT_CONSUMABLE, name:",
                "{code: SCAFFOLD, name: {zh: 支架, en: scaffold}},\n      {code: CONTACT_CONSUMABLE, name:");

        assertThat(problems(added)).isNotEmpty()
                .allMatch(problem -> problem.kind() == Problem.Kind.UNCOVERED_CHOICE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"severity: B|severity: X|NOT_ONE_OF|10", "tag: D|tag: Z|NOT_ONE_OF|11",
            "cites: [HOUSE]|cites: [NOWHERE]|UNKNOWN_CLAUSE|12", "cites: [HOUSE]|cites: []|EMPTY|12",
            "of: glucose|of: lactose|UNKNOWN_CHARACTERISTIC|13", "1.50 mmol/L|1.50 mg/L|UNLIKE_UNIT|13",
            "1.50 mmol/L|\"1,50 mmol/L\"|NOT_A_QUANTITY|13", "1.50 mmol/L|1.50 mmoll|NOT_A_QUANTITY|13",
            "at_least:|at_lest:|NOT_ONE_OF|13", "unit: mmol/L|unit: EU/mL|NOT_A_QUANTITY|5",
            "type: quantity|type: number|NOT_ONE_OF|5", "limit: 1.50|limits: 1.50|MISSING_KEY|13",
            "version:|verison:|MISSING_KEY|1", "severity: B|severity: B, extra: 1|NOT_YAML|10",
            "unit: mmol/L|unit: mmol/L, colour: red|UNKNOWN_KEY|5",
            "code: Q-1|code: \"Q 1\"|NOT_A_CODE|8", "{zh: 葡萄糖, en: Glucose}|葡萄糖|NOT_A_MAPPING|3",
            "en: Norway|en: \"\"|EMPTY|6", "[HOUSE]|HOUSE|NOT_A_LIST|12",
            "standard: glucose|standard: &a glucose|ALIAS|1",
            "version: \"1\"|version: !!java.net.URL \"1\"|TAG|2", "name: {zh|name: {zh: 1, zh|DUPLICATE_KEY|3"})
    void namesLineAndReason(String good, String bad, String kind, int line) {
        assertThat(GOOD).contains(good);

        List<Problem> problems = problems(GOOD.replaceFirst(java.util.regex.Pattern.quote(good),
                java.util.regex.Matcher.quoteReplacement(bad)));

        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.kind().name()).isEqualTo(kind);
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.message(Locale.SIMPLIFIED_CHINESE)).isNotBlank().doesNotContain("%");
            assertThat(problem.message(Locale.ENGLISH)).isNotBlank().doesNotContain("%");
        });
    }

    @Test
    void allProblemsAreNamedAtOnce() {
        List<Problem> problems = problems(GOOD.replace("severity: B", "severity: X").replace("tag: D", "tga: D")
                .replace("of: glucose", "of: lactose"));

        assertThat(problems).extracting(Problem::line).containsExactly(8, 10, 11, 13);
    }

    @Test
    void aCodeThatYamlWouldTakeForFalseStaysACode() {
        Standard standard = READER.read(GOOD.getBytes(StandardCharsets.UTF_8)).orThrow();

        assertThat(standard.findCharacteristic("source").orElseThrow().choices().getFirst().code()).isEqualTo("NO");
    }

    @Test
    void refusesWhatCouldExhaustTheReader() {
        assertThat(problems("# " + "x".repeat(1_000_001))).extracting(Problem::kind)
                .containsExactly(Problem.Kind.TOO_LARGE);
        assertThat(problems("a: &a [1]\nb: *a\n")).extracting(Problem::kind).contains(Problem.Kind.ALIAS);
        assertThat(READER.read(new byte[]{'a', ':', (byte) 0xff})).isInstanceOf(Reading.Refused.class);
        assertThat(problems("")).extracting(Problem::kind).containsExactly(Problem.Kind.EMPTY);
        assertThat(problems("a: [1\nb: 2")).extracting(Problem::kind).containsExactly(Problem.Kind.NOT_YAML);
    }

    /** What stops the reader before it has a tree still names its line. */
    @Test
    void namesTheLineOfWhatIsNoTree() {
        assertThat(problems("a: 1\nb: " + "[".repeat(60) + "]".repeat(60)))
                .extracting(Problem::kind, Problem::line).containsExactly(tuple(Problem.Kind.TOO_DEEP, 2));
        assertThat(problems("a: 1\nb: " + "[".repeat(200_000))).extracting(Problem::kind, Problem::line)
                .containsExactly(tuple(Problem.Kind.TOO_DEEP, 2));
        assertThat(problems("a: 1\nb: 2\nc: x\u0007y\n")).extracting(Problem::kind, Problem::line)
                .containsExactly(tuple(Problem.Kind.NOT_YAML, 3));
        assertThat(problems("a: 1\n# " + "x\n".repeat(600_000))).extracting(Problem::kind).containsExactly(
                Problem.Kind.TOO_LARGE);
        assertThat(READER.read(new byte[]{'a', ':', ' ', '1', '\n', 'b', ':', ' ', (byte) 0xff}))
                .isInstanceOfSatisfying(Reading.Refused.class, refused -> assertThat(refused.problems())
                        .extracting("kind", "line").containsExactly(tuple(Problem.Kind.NOT_UTF8, 2)));
    }

    /** Every file cut off anywhere is refused or still a standard; reading never throws. */
    @Test
    void aFileCutOffAnywhereNeverThrows() {
        byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < bytes.length; length++) {
            assertThat(READER.read(java.util.Arrays.copyOf(bytes, length))).isNotNull();
        }
    }
}
