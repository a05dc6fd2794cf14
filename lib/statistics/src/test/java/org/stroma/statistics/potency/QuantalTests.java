package org.stroma.statistics.potency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.stroma.statistics.SharedData.assertDigits;
import static org.stroma.statistics.SharedData.assertPrinted;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stroma.statistics.SharedData;
import org.stroma.statistics.StatisticsRefusal;
import tools.jackson.databind.JsonNode;

class QuantalTests {
    private static final PotencySettings SETTINGS = PotencySettings.of(AssayDesign.COMPLETELY_RANDOMISED);

    private static List<Observation> budworm() {
        Map<String, List<String>> file = SharedData.csv("bioassay/nonlinear_quantal/budworm_logit_by_sex.csv");
        List<Observation> list = new ArrayList<>();
        for (int i = 0; i < file.get("dose").size(); i++) {
            list.add(Observation.quantal(file.get("sex").get(i).equals("F") ? "S" : "M",
                    Double.parseDouble(file.get("dose").get(i)), Double.parseDouble(file.get("dead").get(i)),
                    Double.parseDouble(file.get("total").get(i))));
        }
        return list;
    }

    @Test
    void warnsOfCountsThatAreNotWhole() {
        List<Observation> whole = List.of(Observation.quantal("S", 1, 2, 10), Observation.quantal("S", 2, 5, 10),
                Observation.quantal("S", 4, 8, 10));
        List<Observation> corrected = new ArrayList<>(whole);
        corrected.set(1, Observation.quantal("S", 2, 4.6, 10));

        assertThat(Quantal.analyse(whole, SETTINGS, QuantalLink.LOGIT).warnings())
                .noneMatch(note -> note.code().equals("quantal-counts-not-whole"));
        assertThat(Quantal.analyse(corrected, SETTINGS, QuantalLink.LOGIT).warnings())
                .anyMatch(note -> note.code().equals("quantal-counts-not-whole"));
    }

    /**
     * Venables and Ripley, Modern Applied Statistics with S, 4th ed., p. 193 (doses in powers of two): printed log2 doses
     * 2.231265, 3.263587, 4.295910 and errors; coefficients from R's glm. The file takes log2 of the dose, we the natural one.
     */
    @Test
    void reproducesBudwormsBySex() {
        JsonNode expected = SharedData.json("bioassay/nonlinear_quantal/budworm_logit_by_sex.expected.json");

        QuantalFit fit = Quantal.fit(budworm(), SETTINGS, QuantalLink.LOGIT);

        double log2 = Math.log(2);
        assertDigits("F", fit.coefficients().get(0).estimate().value(),
                expected.get("coef").get("d[[grp]]F").asDouble(), 9);
        assertDigits("M", fit.coefficients().get(1).estimate().value(),
                expected.get("coef").get("d[[grp]]M").asDouble(), 9);
        assertDigits("slope", fit.coefficients().get(2).estimate().value() * log2,
                expected.get("coef").get(".x").asDouble(),
                9);
        assertDigits("se", fit.coefficients().get(2).estimate().standardError() * log2,
                expected.get("se").get(".x").asDouble(), 6);
        assertDigits("deviance", fit.deviance(), expected.get("deviance").asDouble(), 9);
        assertDigits("pearson", fit.pearson(), expected.get("pearson").asDouble(), 9);
        assertThat(fit.residualDf()).isEqualTo(9);
        String[] printed = {"2.231265", "3.263587", "4.29591"};
        String[] errors = {"0.2499089", "0.2297539", "0.2746874"};
        for (int i = 0; i < 3; i++) {
            EffectiveDose dose = Quantal.effectiveDoses(budworm(), SETTINGS, QuantalLink.LOGIT, 0.25 * (i + 1))
                    .getFirst();
            assertPrinted("dose", dose.log().value() / log2, printed[i]);
            assertThat(dose.log().standardError() / log2).isCloseTo(Double.parseDouble(errors[i]), within(5e-7));
        }
    }

    @Test
    void givesTheRelativePotencyOfMaleBudworms() {
        JsonNode expected = SharedData.json("bioassay/nonlinear_quantal/budworm_logit_by_sex.expected.json");

        PotencyResult result = Quantal.analyse(budworm(), SETTINGS, QuantalLink.LOGIT);

        double log2 = Math.log(result.get("M").potency()) / Math.log(2);
        assertDigits("log ratio", log2, expected.get("dose_for_response").get("log_relative_potency").asDouble(), 9);
        assertThat(result.valid()).isTrue();
        assertThat(result.get("M").lower()).isGreaterThan(1).isLessThan(result.get("M").potency());
    }

    @Test
    void reproducesRotenone() {
        Map<String, List<String>> file = SharedData.csv("bioassay/nonlinear_quantal/finney71_rotenone_probit.csv");
        JsonNode expected = SharedData.json("bioassay/nonlinear_quantal/finney71_rotenone_probit.expected.json");
        List<Observation> list = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            list.add(Observation.quantal("S", Double.parseDouble(file.get("dose").get(i)),
                    Double.parseDouble(file.get("affected").get(i)), Double.parseDouble(file.get("total").get(i))));
        }

        QuantalFit fit = Quantal.fit(list, SETTINGS, QuantalLink.PROBIT);

        double log10 = Math.log(10);
        assertDigits("a", fit.coefficients().get(0).estimate().value(),
                expected.get("coef").get("(Intercept)").asDouble(), 7);
        assertDigits("b", fit.coefficients().get(1).estimate().value() * log10,
                expected.get("coef").get(".x").asDouble(), 7);
        assertDigits("deviance", fit.deviance(), expected.get("deviance").asDouble(), 8);
        JsonNode doses = expected.get("dose_for_response");
        for (int percent : new int[]{10, 50, 90}) {
            EffectiveDose dose = Quantal.effectiveDoses(list, SETTINGS, QuantalLink.PROBIT, percent / 100.0).getFirst();
            assertDigits("dose", dose.log().value() / log10, doses.get("log_dose_at_p").get("p" + percent).asDouble(),
                    7);
            assertDigits("se", dose.log().standardError() / log10, doses.get("se").get("p" + percent).asDouble(), 5);
            assertThat(dose.dose()).isBetween(dose.lower(), dose.upper());
        }
    }

    /** Oral poliomyelitis vaccine, ten dilutions of eight wells: Ph. Eur. 5.3, example 5.3.3, printed log10 titre 6.63, 6.30 to 6.96. */
    @Test
    void estimatesTheTitreOfAVaccineByProbits() {
        int[] responding = {0, 0, 1, 2, 6, 7, 7, 8, 8, 8};
        List<Observation> list = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            list.add(Observation.quantal("S", Math.pow(10, -3.5 - 0.5 * i), responding[i], 8));
        }

        EffectiveDose dose = Quantal.effectiveDoses(list, SETTINGS, QuantalLink.PROBIT, 0.5).getFirst();

        // 50 microlitres per well: twenty times as many doses per millilitre
        double perMillilitre = Math.log10(20);
        assertPrinted("log10 ED50", perMillilitre - Math.log10(dose.dose()), "6.63");
        assertPrinted("lower", perMillilitre - Math.log10(dose.upper()), "6.30");
        assertPrinted("upper", perMillilitre - Math.log10(dose.lower()), "6.96");
    }

    @Test
    void likelihoodLimitsMeetTheDeviance() {
        PotencyResult fieller = Quantal.analyse(budworm(), SETTINGS, QuantalLink.LOGIT);
        PotencyResult profile = Quantal.analyse(budworm(), SETTINGS.withInterval(IntervalMethod.LIKELIHOOD),
                QuantalLink.LOGIT);

        assertThat(profile.get("M").lower()).isCloseTo(fieller.get("M").lower(), within(0.05));
        assertThat(profile.get("M").upper()).isCloseTo(fieller.get("M").upper(), within(0.2));
        List<Observation> shifted = budworm().stream().map(o -> Observation.quantal("S",
                o.dose() * (o.preparation().equals("M") ? profile.get("M").upper() : 1), o.response(), o.groupSize()))
                .toList();
        double excess = Quantal.fit(shifted, SETTINGS, QuantalLink.LOGIT).deviance()
                - Quantal.fit(budworm(), SETTINGS, QuantalLink.LOGIT).deviance();
        assertThat(excess).isCloseTo(3.841458820694124, within(1e-8));
    }

    @Test
    void widensLimitsWhenGroupsAreHeterogeneous() {
        List<Observation> wild = new ArrayList<>();
        double[][] rows = {{1, 2}, {2, 16}, {4, 9}, {8, 30}, {16, 24}, {32, 39}};
        for (double[] row : rows) {
            wild.add(Observation.quantal("S", row[0], row[1], 40));
            wild.add(Observation.quantal("T", row[0], Math.min(40, row[1] + 3), 40));
        }

        PotencyResult result = Quantal.analyse(wild, SETTINGS, QuantalLink.PROBIT);

        assertThat(result.test("non-linearity").passed()).isFalse();
        assertThat(result.error().meanSquare()).isGreaterThan(1);
        assertThat(result.error().df()).isEqualTo(8);
        assertThat(result.warnings()).extracting(note -> note.code()).contains("potency-heterogeneity",
                "potency-invalid");
    }

    @Test
    void refusesByName() {
        List<Observation> separated = List.of(Observation.quantal("S", 1, 0, 10), Observation.quantal("S", 2, 10, 10),
                Observation.quantal("T", 1, 0, 10), Observation.quantal("T", 2, 10, 10));
        List<Observation> impossible = List.of(Observation.quantal("S", 1, 11, 10), Observation.quantal("T", 2, 1, 10));

        assertRefused("quantal-separated", separated, SETTINGS);
        assertRefused("quantal-not-counts", impossible, SETTINGS);
        assertRefused("potency-no-standard", budworm(), SETTINGS.withStandard("X"));
        assertRefused("potency-design-impossible", budworm(), PotencySettings.of(AssayDesign.LATIN_SQUARE));
        assertRefused("potency-transformation-impossible", budworm(),
                SETTINGS.withTransformation(ResponseTransformation.LN));
        assertRefused("potency-no-data", List.of(), SETTINGS);
    }

    private static void assertRefused(String code, List<Observation> observations, PotencySettings settings) {
        assertThatThrownBy(() -> Quantal.analyse(observations, settings, QuantalLink.PROBIT)).isInstanceOfSatisfying(
                StatisticsRefusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void givesOnlyTheEffectiveDoseOfTheStandardAlone() {
        List<Observation> alone = budworm().stream().filter(o -> o.preparation().equals("S")).toList();

        PotencyResult result = Quantal.analyse(alone, SETTINGS, QuantalLink.LOGIT);

        assertThat(result.preparations()).isEmpty();
        assertThat(result.validity()).extracting(ValidityTest::test).containsExactly("regression", "non-linearity");
        assertThat(result.parameters()).containsKeys("slope", "ED50 S", "deviance");
        assertThat(result.valid()).isTrue();
    }

    @Test
    void drawsTheShareResponding() {
        PotencyResult result = Quantal.analyse(budworm(), SETTINGS, QuantalLink.LOGIT);

        for (FittedPoint point : result.fitted()) {
            double eta = result.parameters().get("intercept " + point.preparation())
                    + result.parameters().get("slope") * Math.log(point.dose());
            assertThat(point.response()).isCloseTo(1 / (1 + Math.exp(-eta)), within(1e-12));
        }
    }

    /** Fieller's limits of an effective dose are the doses at which the share differs just significantly. */
    @Test
    void boundsEffectiveDosesByFieller() {
        QuantalFit fit = Quantal.fit(budworm(), SETTINGS, QuantalLink.LOGIT);
        EffectiveDose dose = Quantal.effectiveDoses(budworm(), SETTINGS, QuantalLink.LOGIT, 0.5).get(1);

        for (double limit : new double[]{Math.log(dose.lower()), Math.log(dose.upper())}) {
            double eta = fit.coefficients().get(1).estimate().value()
                    + fit.coefficients().get(2).estimate().value() * limit;
            double variance = fit.covariance(1, 1) + limit * limit * fit.covariance(2, 2)
                    + 2 * limit * fit.covariance(1, 2);
            assertThat(Math.abs(eta) / Math.sqrt(variance)).isCloseTo(1.959963984540054, within(1e-8));
        }
        assertThatThrownBy(() -> Quantal.effectiveDoses(budworm(), SETTINGS, QuantalLink.LOGIT, 1))
                .isInstanceOf(StatisticsRefusal.class);
    }
}
