package org.stroma.app.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stroma.measure.GestationalAge;
import org.stroma.measure.Measurement;
import org.stroma.measure.Moment;
import org.stroma.measure.Qualifier;
import org.stroma.measure.Quantity;
import org.stroma.measure.UnitOfMeasure;

/** Evaluation is total, does not depend on order, and can be done again from its snapshot. */
class EvaluationTests {
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-03-06T10:00:00+08:00");
    private static final List<Standard> STANDARDS = Standards.list();
    private static final List<String> UNITS = List.of("%", "1", "kg", "g", "d", "Cel", "K", "{EU}/mL", "[pH]", "mosm/kg",
            "{cells}/mL", "{loci}", "mo", "min");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyFactsWhateverAreJudgedAndJudgedAgainAlike(long seed) {
        Random random = new Random(seed);
        for (Standard standard : STANDARDS) {
            List<Observation> observations = new ArrayList<>();
            for (Characteristic characteristic : standard.characteristics()) {
                int count = random.nextInt(3);
                for (int i = 0; i < count; i++) {
                    observations.add(observation(characteristic, random, observations.size()));
                }
            }
            Evaluation evaluation = standard.evaluate(new Facts(NOW, observations));
            Collections.shuffle(observations, random);

            assertThat(evaluation.verdicts()).hasSameSizeAs(standard.requirements());
            assertThat(standard.evaluate(new Facts(NOW, observations)).verdictBytes())
                    .isEqualTo(evaluation.verdictBytes());
            assertThat(standard.evaluate(FactsReader.read(evaluation.snapshotBytes())).verdictBytes())
                    .isEqualTo(evaluation.verdictBytes());
        }
    }

    private static Observation observation(Characteristic characteristic, Random random, int n) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            values.add(random.nextInt(8) == 0 ? any(random) : fitting(characteristic, random));
        }
        Observation observation = Observation.of(characteristic.code(), values, "E-" + n)
                .withStanding(new Observation.Standing(random.nextInt(6) > 0, 1 + random.nextInt(2),
                        random.nextInt(9) == 0));
        String formula = characteristic.formula();
        return formula == null ? observation.withMethod("M", random.nextBoolean())
                : observation.withDerivation(formula, List.of("I-" + n));
    }

    private static Value fitting(Characteristic characteristic, Random random) {
        Characteristic.Scale scale = characteristic.scale();
        if (scale != null) {
            return measured(new Quantity(BigDecimal.valueOf(random.nextInt(2000), random.nextInt(4)), scale.unit(),
                    scale.qualifier()), random);
        }
        if (!characteristic.choices().isEmpty()) {
            return new Value.Code(characteristic.choices().get(random.nextInt(characteristic.choices().size())).code());
        }
        return any(random);
    }

    private static Value any(Random random) {
        UnitOfMeasure unit = UnitOfMeasure.parse(UNITS.get(random.nextInt(UNITS.size())));
        Moment moment = random.nextBoolean()
                ? Moment.parse("2026-03-0" + (1 + random.nextInt(9)) + "+08:00")
                : Moment.parse("2026-03-0" + (1 + random.nextInt(9)) + "T08:00:00Z");
        return switch (random.nextInt(9)) {
            case 0 -> measured(new Quantity(BigDecimal.valueOf(random.nextInt(200), 1), unit,
                    unit.countsCells() ? Qualifier.VIABLE : Qualifier.NONE), random);
            case 1 -> new Value.Code("X");
            case 2 -> new Value.Flag(random.nextBoolean());
            case 3 -> new Value.Found(Value.Presence.values()[random.nextInt(3)]);
            case 4 -> new Value.At(moment);
            case 5 -> new Value.Gestation(new GestationalAge(random.nextInt(45), random.nextInt(7)));
            case 6 -> new Value.Document(Value.DocumentStatus.values()[random.nextInt(3)], moment);
            case 7 -> new Value.Decided(random.nextBoolean(), random.nextBoolean(), moment);
            default -> new Value.Structure("46,XY[20]", new TreeMap<>(java.util.Map.of("clonal",
                    new Value.Flag(random.nextBoolean()), "sex", new Value.Code("MALE"))));
        };
    }

    private static Value measured(Quantity quantity, Random random) {
        return new Value.Measured(switch (random.nextInt(5)) {
            case 0 -> new Measurement.Below(quantity, random.nextBoolean());
            case 1 -> new Measurement.Above(quantity, random.nextBoolean());
            case 2 -> new Measurement.NotDetected(random.nextBoolean() ? quantity : null);
            default -> new Measurement.Exact(quantity);
        });
    }

    @Test
    void theSeverityDecidesWhatAFailureComesTo() {
        String yaml = """
                standard: severities
                version: "1"
                name: {zh: 严重程度, en: severities}
                characteristics:
                  - {code: a, name: {zh: 甲, en: a}, type: flag}
                requirements:
                  - {code: S-1, name: {zh: 甲, en: a}, severity: %s, tag: D, cites: [HOUSE], criterion: {is: {of: a, flag: true}}}
                """;
        StandardReader reader = new StandardReader(Standards.library());
        Observation bad = Observation.of("a", new Value.Flag(false), "E-1").reviewed();
        List<String> outcomes = new ArrayList<>();
        for (String severity : List.of("B", "H", "W")) {
            Standard standard = reader.read(yaml.formatted(severity).getBytes(StandardCharsets.UTF_8)).orThrow();
            outcomes.add(severity + " " + standard.evaluate(Facts.of(NOW, bad)).overall() + " "
                    + standard.evaluate(Facts.of(NOW)).overall());
        }

        assertThat(outcomes).containsExactly("B FAIL MISSING", "H PASS_WITH_CONDITIONS MISSING", "W PASS PASS");
    }

    @Test
    void canonicalJsonSortsKeysByCodeUnitAndEscapesShortest() {
        Json json = Json.object("\u20ac", Json.text("Euro"), "\r", Json.text("Return"), "\ud83d\ude02",
                Json.text("Smiley"), "\ufb33", Json.text("Hebrew"), "1", Json.text("One"), "\u0080",
                Json.text("Control"), "\u00f6", Json.text("\u20ac$\u000f\nA'B\"\\\"/"));

        assertThat(new String(json.toBytes(), StandardCharsets.UTF_8)).isEqualTo(
                "{\"\\r\":\"Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\"/\","
                        + "\"\u20ac\":\"Euro\",\"\ud83d\ude02\":\"Smiley\",\"\ufb33\":\"Hebrew\"}");
        assertThat(JsonReader.read(json.toBytes())).isEqualTo(json);
    }

    @Test
    void refusesWhatHasNoCanonicalForm() {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.text("\ud83d").toBytes());
        assertThatIllegalArgumentException().isThrownBy(() -> new Json.Count(1L << 54));
        for (String bad : List.of("1.5", "null", "{\"a\":1,\"a\":2}", "[1", "", "{} {}")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JsonReader.read(bad.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
