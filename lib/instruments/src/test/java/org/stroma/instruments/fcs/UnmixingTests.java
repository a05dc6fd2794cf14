package org.stroma.instruments.fcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stroma.instruments.JsonReader;
import org.stroma.instruments.Problem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.SharedFiles;
import org.stroma.instruments.Source;

class UnmixingTests {

    @Test
    @SuppressWarnings("unchecked")
    void compensationEqualsTheSolvedSystem() throws IOException {
        Path folder = SharedFiles.folder("flow_fcs");
        String name = "HTS_BD_LSR_II_Mixed_Specimen_001_D6_D06.fcs";
        FcsDataSet set = FcsReader.read(Source.of(folder.resolve(name))).first();
        Map<String, Object> expected = (Map<String, Object>) JsonReader
                .read(Files.readString(folder.resolve("compensation").resolve(name + ".compensated.json")));
        Unmixing unmixing = SpilloverReader.find(set, new Problems(name)).orElseThrow();

        assertThat(unmixing.fluorochromes()).isEqualTo(expected.get("fluorochromes"));
        int n = (int) set.events().count();
        double[][] raw = unmixing.detectors().stream()
                .map(d -> set.events().column(set.find(d).orElseThrow().number() - 1))
                .toArray(double[][]::new);
        List<List<BigDecimal>> first = (List<List<BigDecimal>>) expected.get("first20");
        for (int f = 0; f < raw.length; f++) {
            double[] into = new double[n];
            unmixing.apply(f, raw, n, into);
            for (int i = 0; i < first.size(); i++)
                assertThat(into[i]).isCloseTo(first.get(i).get(f).doubleValue(), Offset.offset(1e-9));
            assertThat(Arrays.stream(into).average().orElseThrow()).isCloseTo(
                    ((List<BigDecimal>) expected.get("column_mean")).get(f).doubleValue(), Offset.offset(1e-9));
        }
    }

    @Test
    void unmixingFindsTheAmountsThatWereMixed() {
        Random random = new Random(3);
        int fluorochromes = 5;
        int detectors = 9;
        double[][] spectra = new double[fluorochromes][detectors];
        for (double[] row : spectra)
            for (int d = 0; d < detectors; d++)
                row[d] = random.nextDouble();
        double[] amounts = {100, 0, 7.5, 3_000, -20};
        double[][] measured = new double[detectors][1];
        for (int d = 0; d < detectors; d++)
            for (int f = 0; f < fluorochromes; f++)
                measured[d][0] += amounts[f] * spectra[f][d];

        Unmixing unmixing = Unmixing.ofSpectra(List.of("1", "2", "3", "4", "5", "6", "7", "8", "9"),
                List.of("a", "b", "c", "d", "e"), spectra);

        for (int f = 0; f < fluorochromes; f++) {
            double[] into = new double[1];
            unmixing.apply(f, measured, 1, into);
            assertThat(into[0]).isCloseTo(amounts[f], Offset.offset(1e-9));
        }
    }

    @Test
    void spectraThatDependOnEachOtherAreRefused() {
        assertThatThrownBy(
                () -> Unmixing.ofSpectra(List.of("x", "y"), List.of("a", "b"), new double[][]{{1, 2}, {2, 4}}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Unmixing.ofSpectra(List.of("x"), List.of("a", "b"), new double[][]{{1}, {2}}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                () -> Unmixing.ofSpectra(List.of("x", "x"), List.of("a", "b"), new double[][]{{1, 0}, {0, 1}}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Unmixing.ofSpectra(List.of("x"), List.of("a"), new double[][]{{Double.NaN}}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "2,A,B,1,0,0", "2,A,C,1,0,0,1", "2,A,B,1,1,1,1", "999999999,A,B", "0", "2,A,A,1,0,0,1",
            "2,A,B,1,x,0,1"})
    void unusableSpilloverIsToldAndNotUsed(String value) {
        FcsDataSet set = FcsReader.read(new FcsMaker("FCS3.1").parameters("F", 32, "1024", "A", "B")
                .set("$SPILLOVER", value).data(1, new byte[8]).make(), "x").first();
        Problems problems = new Problems("x");

        assertThat(SpilloverReader.find(set, problems)).isEmpty();
        assertThat(problems.list()).extracting(Problem::code).containsExactly(FcsProblem.KEYWORD_INVALID);
    }

    @Test
    void percentAndMissingDiagonalsOfCompAreUnderstood() {
        for (String value : List.of("2,100,50,0,100", "2,0,0.5,0,0", "2,1,0.5,0,1")) {
            FcsDataSet set = FcsReader
                    .read(new FcsMaker("FCS3.0").parameters("F", 32, "1024", "A", "B").set("$COMP", value)
                            .data(1, new byte[8]).make(), "x")
                    .first();
            double[] into = new double[1];
            SpilloverReader.find(set, new Problems("x")).orElseThrow().apply(1, new double[][]{{4}, {5}}, 1, into);

            assertThat(into[0]).isEqualTo(3);
        }
    }

}
