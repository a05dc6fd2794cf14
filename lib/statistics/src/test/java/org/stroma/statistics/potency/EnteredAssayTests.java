package org.stroma.statistics.potency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.stroma.statistics.SharedData.assertPrinted;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Published assays whose responses are entered here from their source: European Pharmacopoeia 5.3 (01/2008:50300) and the
 * examples of the EDQM's CombiStats. Every figure is met to the digits that are printed.
 */
class EnteredAssayTests {
    private static final PotencySettings PLAIN = PotencySettings.of(AssayDesign.COMPLETELY_RANDOMISED);

    /** Rows of responses, a row per dose, doses rising by a ratio from the lowest. */
    private static void add(List<Observation> to, String preparation, double lowest, double ratio,
            double[]... responses) {
        for (int i = 0; i < responses.length; i++) {
            for (int j = 0; j < responses[i].length; j++) {
                to.add(Observation.inBlock(preparation, lowest * Math.pow(ratio, i), responses[i][j],
                        "block " + (j + 1)));
            }
        }
    }

    private static void potency(PotencyResult result, String lower, String potency, String upper) {
        PreparationPotency found = result.preparations().getFirst();

        assertPrinted("potency", found.potency(), potency);
        assertPrinted("lower", found.lower(), lower);
        assertPrinted("upper", found.upper(), upper);
    }

    private static void ratio(PotencyResult result, String source, double f, double unit) {
        assertThat(result.anova().get(source).f()).isCloseTo(f, within(unit / 2));
    }

    /** Turbidimetric assay of an antibiotic in five blocks: Ph. Eur. 5.3, 5.1.3; standard 670 IU/mg, 16.7 mg in 25 ml. */
    @Test
    void reproducesFourDosesInRandomisedBlocks() {
        List<Observation> assay = new ArrayList<>();
        double perStandard = 670 * 16.7 / 25;
        add(assay, "S", perStandard, 1.5, new double[]{252, 249, 247, 250, 235},
                new double[]{207, 201, 193, 207, 207}, new double[]{168, 187, 162, 155, 140},
                new double[]{113, 107, 111, 108, 98});
        add(assay, "T", 20000 * 1.0 / 40, 1.5, new double[]{242, 236, 246, 231, 232},
                new double[]{206, 197, 197, 191, 186}, new double[]{146, 153, 148, 159, 146},
                new double[]{115, 102, 104, 106, 95});

        PotencyResult result = ParallelLine.analyse(assay,
                PotencySettings.of(AssayDesign.RANDOMISED_BLOCK).withAssumed(Map.of("T", 20000.0)));

        potency(result, "18423.4", "19228.5", "20075.2");
        ratio(result, "non-parallelism", 0.467, 0.001);
        ratio(result, "non-linearity", 1.202, 0.001);
        ratio(result, "blocks", 4.065, 0.001);
        assertThat(result.error().meanSquare()).isCloseTo(53.9161, within(5e-5));
    }

    /** CombiStats example 22: erythromycin, three doses in six blocks. */
    @Test
    void reproducesErythromycin() {
        List<Observation> assay = new ArrayList<>();
        add(assay, "S", 21.3 / 20, 1.5, new double[]{185, 185, 174, 175, 185, 180},
                new double[]{192, 199, 200, 198, 201, 194}, new double[]{210, 216, 211, 216, 211, 211});
        add(assay, "T", 26.4 / 25, 1.5, new double[]{172, 178, 185, 184, 175, 178},
                new double[]{201, 205, 196, 196, 201, 197}, new double[]{214, 212, 216, 208, 218, 214});

        PotencyResult result = ParallelLine.analyse(assay,
                PotencySettings.of(AssayDesign.RANDOMISED_BLOCK).withAssumed(Map.of("S", 920.0)));

        potency(result, "874.648", "936.639", "1003.23");
        ratio(result, "regression", 399.737, 0.001);
        ratio(result, "quadratic curvature", 1.830, 0.001);
        ratio(result, "lack of quadratic fit", 0.697, 0.001);
    }

    /** CombiStats example 3: factor IX, clotting times against dilutions, logarithms. */
    @Test
    void reproducesFactorNine() {
        List<Observation> assay = new ArrayList<>();
        add(assay, "S", 1.0 / 10, 0.5, new double[]{61.8, 63.2}, new double[]{72.4, 76.1}, new double[]{84.8, 90.0},
                new double[]{96.4, 99.6});
        add(assay, "T", 1.0 / 500, 0.5, new double[]{62.4, 65.4}, new double[]{74.0, 76.1}, new double[]{86.3, 89.9},
                new double[]{96.0, 99.4});

        PotencyResult result = ParallelLine.analyse(assay,
                PLAIN.withTransformation(ResponseTransformation.LN).withAssumed(Map.of("S", 10.7)));

        potency(result, "436.530", "511.616", "599.058");
        ratio(result, "regression", 515.839, 0.001);
        ratio(result, "non-linearity", 1.116, 0.001);
    }

    /** CombiStats example 8: hepatitis A immunoglobulin by ELISA, square roots. */
    @Test
    void reproducesHepatitisImmunoglobulin() {
        List<Observation> assay = new ArrayList<>();
        add(assay, "S", 0.010, 2, new double[]{0.633, 0.629, 0.649}, new double[]{0.401, 0.409, 0.411},
                new double[]{0.206, 0.204, 0.211}, new double[]{0.077, 0.079, 0.080});
        add(assay, "T", 0.010, 2, new double[]{0.502, 0.508, 0.518}, new double[]{0.297, 0.29, 0.302},
                new double[]{0.136, 0.128, 0.136}, new double[]{0.040, 0.042, 0.035});

        PotencyResult result = ParallelLine.analyse(assay,
                PLAIN.withTransformation(ResponseTransformation.SQRT).withAssumed(Map.of("T", 600.0)));

        potency(result, "835.028", "852.459", "870.357");
        ratio(result, "non-parallelism", 0.131, 0.001);
        ratio(result, "non-linearity", 2.734, 0.001);
    }

    /** CombiStats example 10: inactivated poliomyelitis vaccine, a marked response left out. */
    @Test
    void reproducesAnAssayWithALostResponse() {
        List<Observation> assay = new ArrayList<>();
        add(assay, "S", 1.0 / 240, 2, new double[]{0.073, 0.081, 0.110, 0.140},
                new double[]{0.150, 0.165, 0.167, 0.168}, new double[]{0.258, 0.293, 0.270, 0.245},
                new double[]{0.418, 0.460, 0.469, 0.464});
        add(assay, "T", 1.0 / 120, 2, new double[]{0.095, 0.084, 0.060}, new double[]{0.120, 0.144, 0.124, 0.174},
                new double[]{0.239, 0.277, 0.261, 0.291}, new double[]{0.416, 0.467, 0.390, 0.451});

        PotencyResult result = ParallelLine.analyse(assay,
                PLAIN.withTransformation(ResponseTransformation.LN).withAssumed(Map.of("S", 285.0)));

        potency(result, "107.839", "124.963", "144.641");
        ratio(result, "regression", 468.356, 0.001);
        ratio(result, "non-parallelism", 1.745, 0.001);
        assertThat(result.error().df()).isEqualTo(23);
    }

    /** Diphtheria vaccine in guinea pigs, 140 IU per vial: Ph. Eur. 5.3, 5.3.1; printed 160.6 IU, 121.0 to 215.2. */
    @Test
    void reproducesSurvivalsByProbits() {
        List<Observation> assay = new ArrayList<>();
        quantal(assay, "S", new int[][]{{0, 12}, {3, 12}, {6, 12}, {10, 11}});
        quantal(assay, "T", new int[][]{{0, 11}, {4, 12}, {8, 11}, {10, 11}});

        PotencyResult result = Quantal.analyse(assay, PLAIN.withAssumed(Map.of("S", 140.0)), QuantalLink.PROBIT);

        potency(result, "121.0", "160.6", "215.2");
    }

    /** The same survivals by logits: Ph. Eur. 5.3, 5.3.2; printed 162.9 IU, 121.1 to 221.1. */
    @Test
    void reproducesSurvivalsByLogits() {
        List<Observation> assay = new ArrayList<>();
        quantal(assay, "S", new int[][]{{0, 12}, {3, 12}, {6, 12}, {10, 11}});
        quantal(assay, "T", new int[][]{{0, 11}, {4, 12}, {8, 11}, {10, 11}});

        PotencyResult result = Quantal.analyse(assay, PLAIN.withAssumed(Map.of("S", 140.0)), QuantalLink.LOGIT);

        potency(result, "121.1", "162.9", "221.1");
    }

    /** CombiStats example 5: heparin, two clotting times averaged, doses in assumed units, logarithms. */
    @Test
    void reproducesHeparin() {
        List<Observation> assay = new ArrayList<>();
        double[] doses = {1.044, 1.321, 1.670, 1.000, 1.265, 1.600};
        double[][] times = {{78.9, 79.8, 79.0, 79.1}, {108.2, 113.1, 119.1, 122.5}, {176.9, 180.1, 173.6, 169.8},
                {79.8, 76.4, 78.9, 78.7}, {107.2, 106.5, 117.7, 117.3}, {168.2, 171.4, 179.3, 162.7}};
        for (int i = 0; i < doses.length; i++) {
            for (int j = 0; j < 2; j++) {
                assay.add(Observation.of(i < 3 ? "S" : "T", doses[i], (times[i][2 * j] + times[i][2 * j + 1]) / 2));
            }
        }

        PotencyResult result = ParallelLine.analyse(assay,
                PLAIN.withTransformation(ResponseTransformation.LN).withAssumed(Map.of("T", 1000.0)));

        potency(result, "996.153", "1029.95", "1064.68");
        ratio(result, "preparations", 1.002, 0.001);
        ratio(result, "regression", 803.381, 0.001);
        ratio(result, "non-parallelism", 0.104, 0.001);
        ratio(result, "non-linearity", 0.590, 0.001);
        ratio(result, "treatments", 161.133, 0.001);
    }

    private static void quantal(List<Observation> to, String preparation, int[][] survived) {
        double[] doses = {1.0, 1.6, 2.5, 4.0};
        for (int i = 0; i < doses.length; i++) {
            to.add(new Observation(preparation, doses[i], (double) survived[i][0], null, null,
                    (double) survived[i][1]));
        }
    }
}
