package org.stroma.statistics.potency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stroma.statistics.SharedData.assertPrinted;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.statistics.model.AnovaRow;

/** Parallel-line assays with figures printed in Ph. Eur. 5.3 and in the EDQM's CombiStats examples. */
class PublishedParallelLineTests {
    private static final PotencySettings RANDOMISED = PotencySettings.of(AssayDesign.COMPLETELY_RANDOMISED);

    @Test
    void reproducesCorticotrophin() {
        PublishedAssay assay = PublishedAssay.read("PhEur_Corticotrophin");

        PotencyResult result = ParallelLine.analyse(assay.observations(), RANDOMISED);

        check(result, assay, "T", "P1@Potency1");
        check(result, assay, "U", "P1@Potency2");
        checkAnova(result, assay);
        checkCommon(result, assay);
        assertThat(result.test("regression").passed()).isTrue();
        assertThat(result.test("non-parallelism").passed()).isFalse();
        assertThat(result.warnings()).extracting(note -> note.code()).contains("potency-invalid");
    }

    @Test
    void reproducesCorticotrophinWithoutThePreparationThatIsNotParallel() {
        PublishedAssay assay = PublishedAssay.read("PhEur_CorticotrophinST");

        PotencyResult result = ParallelLine.analyse(assay.observations(), RANDOMISED);

        check(result, assay, "T", "P1@Potency");
        checkAnova(result, assay);
        checkCommon(result, assay);
        assertThat(result.valid()).isTrue();
    }

    /** Doses in assumed units: the two stock solutions differ by the factor the pharmacopoeia gives. */
    @ParameterizedTest
    @CsvSource({"PhEur_Agar", "CombiStat_Nystatin"})
    void reproducesTheLatinSquare(String name) {
        PublishedAssay assay = PublishedAssay.read(name);
        double factor = (4855 * 25.2 / 24.5) / (5600 * 21.4 / 23.95);
        List<Observation> inUnits = assay.observations().stream().map(o -> o.preparation().equals("T")
                ? o
                : new Observation("S", o.dose() * factor, o.response(), o.block(), o.column(), null)).toList();

        PotencyResult result = ParallelLine.analyse(inUnits,
                PotencySettings.of(AssayDesign.LATIN_SQUARE).withAssumed(Map.of("T", 5600.0)));

        check(result, assay, "T", "P1@Potency");
        checkAnova(result, assay);
        checkCommon(result, assay);
        assertThat(result.valid()).isTrue();
    }

    @Test
    void reproducesFourHepatitisVaccines() {
        PublishedAssay assay = PublishedAssay.read("PhEur_HepatitisB");

        PotencyResult result = ParallelLine.analyse(assay.observations(),
                RANDOMISED.withTransformation(ResponseTransformation.LN).withAssumed(Map.of("S", 20.0)));

        for (String preparation : List.of("T", "U", "V")) {
            check(result, assay, preparation, "P1@Potency" + preparation);
        }
        checkAnova(result, assay);
        checkCommon(result, assay);
    }

    @Test
    void reproducesThreeHepatitisVaccinesOfTheEdqm() {
        PublishedAssay assay = PublishedAssay.read("CombiStat_HepatitisBvaccine");

        PotencyResult result = ParallelLine.analyse(assay.observations(),
                RANDOMISED.withTransformation(ResponseTransformation.LN).withAssumed(Map.of("S", 20.0)));

        check(result, assay, "T", "P1@Potency1");
        check(result, assay, "U", "P1@Potency2");
        checkAnova(result, assay);
        checkCommon(result, assay);
    }

    @Test
    void reproducesDiphtheriaWithTheSquareOfTheScore() {
        PublishedAssay assay = PublishedAssay.read("CombiStat_Diphteria");

        PotencyResult result = ParallelLine.analyse(assay.observations(),
                RANDOMISED.withTransformation(ResponseTransformation.SQUARE).withAssumed(Map.of("T", 9.5)));

        check(result, assay, "T", "P1@Potency");
        checkAnova(result, assay);
        checkCommon(result, assay);
    }

    @Test
    void reproducesErythropoietinInBlocks() {
        PublishedAssay assay = PublishedAssay.read("CombiStat_Erythropoietin");

        PotencyResult result = ParallelLine.analyse(assay.observations(),
                PotencySettings.of(AssayDesign.RANDOMISED_BLOCK).withAssumed(Map.of("S", 32500.0, "T", 120000.0)));

        check(result, assay, "T", "P1@Potency");
        checkAnova(result, assay);
        checkCommon(result, assay);
    }

    /**
     * The file prints no answer; the potency follows from the balanced formulas of Ph. Eur. 5.3, tables 3.2.3-I to 3.2.5-I.
     */
    @Test
    void agreesWithTheBalancedFormulasOnVancomycin() {
        PublishedAssay assay = PublishedAssay.read("Miscellaneous_Vancomycin");
        double[] s = totals(assay, "S");
        double[] t = totals(assay, "T");
        double pS = s[0] + s[1] + s[2];
        double pT = t[0] + t[1] + t[2];
        double slope = ((s[2] - s[0]) + (t[2] - t[0])) / 2 / 2 / 6 / Math.log(4);
        double expected = Math.exp((pT - pS) / 18 / slope);

        PotencyResult result = ParallelLine.analyse(assay.observations(),
                PotencySettings.of(AssayDesign.RANDOMISED_BLOCK));

        assertThat(result.get("T").potency()).isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(result.anova().get("blocks").df()).isEqualTo(5);
        assertThat(result.error().df()).isEqualTo(25);
    }

    private static double[] totals(PublishedAssay assay, String preparation) {
        return java.util.stream.IntStream.rangeClosed(1, 3)
                .mapToDouble(level -> assay.observations().stream()
                        .filter(o -> o.preparation().equals(preparation) && o.dose() == Math.pow(4, level))
                        .mapToDouble(Observation::response).sum())
                .toArray();
    }

    private static void check(PotencyResult result, PublishedAssay assay, String preparation, String line) {
        List<String> figures = assay.printed().get(line).stream().filter(cell -> cell.matches("[0-9.E+]*[0-9]"))
                .toList();
        PreparationPotency potency = result.get(preparation);
        assertPrinted("lower", potency.lower(), figures.get(0));
        assertPrinted("potency", potency.potency(), figures.get(1));
        assertPrinted("upper", potency.upper(), figures.get(2));
        List<String> assumed = numbers(assay, line.replace("Potency", "ReltoAss"));
        assertPrinted("% of assumed", potency.percentOfAssumed(), assumed.get(1));
        List<String> relative = numbers(assay, line.replace("Potency", "ReltoEst"));
        assertPrinted("lower %", potency.lowerPercentOfEstimate(), relative.get(0));
        assertPrinted("upper %", potency.upperPercentOfEstimate(), relative.get(2));
    }

    private static List<String> numbers(PublishedAssay assay, String line) {
        return assay.printed().get(line).stream().filter(cell -> cell.matches("-?[0-9.E+]*[0-9]")).toList();
    }

    private static void checkAnova(PotencyResult result, PublishedAssay assay) {
        Map<String, String> sources = Map.ofEntries(Map.entry("A1@Preparations", "preparations"),
                Map.entry("A1@Regression", "regression"), Map.entry("A1@Non-parallelism", "non-parallelism"),
                Map.entry("A1@Non-linearity", "non-linearity"), Map.entry("A1@Treatments", "treatments"),
                Map.entry("A1@Residual_error", "residual"), Map.entry("A1@Total", "total"),
                Map.entry("A1@Blocks", "blocks"), Map.entry("A1@Rows", "rows"), Map.entry("A1@Columns", "columns"),
                Map.entry("A1@Quadratic_curvature", "quadratic curvature"),
                Map.entry("A1@Lack_of_quadratic_fit", "lack of quadratic fit"),
                Map.entry("A1@Standard", "non-linearity S"), Map.entry("A1@Sample1", "non-linearity T"),
                Map.entry("A1@_Standard", "non-linearity S"), Map.entry("A1@_Sample1", "non-linearity T"),
                Map.entry("A1@_Sample_1", "non-linearity T"), Map.entry("A1@_Sample2", "non-linearity U"),
                Map.entry("A1@_Sample3", "non-linearity V"));
        assay.printed().forEach((label, cells) -> {
            if (!label.startsWith("A1@") || !cells.get(1).matches(".*[0-9].*")) {
                return;
            }
            AnovaRow row = result.anova().get(sources.get(label));
            assertThat(row.df()).as(label).isEqualTo(Integer.parseInt(cells.get(0)));
            assertPrinted(label, row.sumOfSquares(), cells.get(1));
            if (cells.size() > 3 && cells.get(3).matches("[0-9.]*[0-9]")) {
                assertPrinted(label + " F", row.f(), cells.get(3));
            }
            if (cells.size() > 4 && cells.get(4).matches("\"?[0-9.]*[0-9]\"?")) {
                assertPrinted(label + " p", row.p(), cells.get(4).replace("\"", ""));
            }
        });
    }

    private static void checkCommon(PotencyResult result, PublishedAssay assay) {
        String slope = assay.printed().keySet().stream().filter(key -> key.toLowerCase().startsWith("c1@commonslope"))
                .findFirst().orElseThrow();
        assertPrinted("slope", result.parameters().get("slope"), numbers(assay, slope).getFirst());
        assertPrinted("r", result.parameters().get("correlation"), numbers(assay, "C1@Correlation|r|").getFirst());
    }
}
