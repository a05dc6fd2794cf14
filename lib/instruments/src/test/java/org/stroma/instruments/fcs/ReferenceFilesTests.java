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
import java.util.stream.IntStream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.stroma.instruments.Instruments;
import org.stroma.instruments.JsonReader;
import org.stroma.instruments.Refusal;
import org.stroma.instruments.Result;
import org.stroma.instruments.SharedFiles;
import org.stroma.instruments.Source;

/** Real files of five instruments against what two other readers agree on (FlowIO and fcsparser). */
@SuppressWarnings("unchecked")
class ReferenceFilesTests {

    private static Path folder() {
        return SharedFiles.folder("flow_fcs");
    }

    private static FcsFile read(String name) throws IOException {
        return FcsReader.read(Source.of(folder().resolve(name)));
    }

    private static Map<String, Object> expected(Path file) throws IOException {
        return (Map<String, Object>) JsonReader.read(Files.readString(Path.of(file + ".expected.json")));
    }

    private static double[] numbers(Object list) {
        return ((List<BigDecimal>) list).stream().mapToDouble(BigDecimal::doubleValue).toArray();
    }

    private static double[] row(FcsDataSet set, long event) {
        return IntStream.range(0, set.events().width()).mapToDouble(p -> set.events().value(event, p)).toArray();
    }

    private static double median(double[] column) {
        double[] sorted = column.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static void matches(FcsDataSet set, Map<String, Object> reader) {
        assertThat(set.version().number()).isEqualTo(reader.get("version"));
        assertThat(set.events().count()).isEqualTo(((BigDecimal) reader.get("n_events")).longValue());
        assertThat(set.parameters()).extracting(Parameter::name).isEqualTo(reader.get("channels_PnN"));
        List<Object> first = (List<Object>) reader.get("first5_raw");
        for (int i = 0; i < first.size(); i++)
            assertThat(row(set, i)).containsExactly(numbers(first.get(i)));
        List<Object> last = (List<Object>) reader.get("last2_raw");
        for (int i = 0; i < last.size(); i++)
            assertThat(row(set, set.events().count() - last.size() + i)).containsExactly(numbers(last.get(i)));
        columnsMatch(set, reader);
        assertThat(set.keywords().find("$CYT").orElse(null)).isEqualTo(reader.get("cyt"));
        assertThat(set.keywords().find("$DATE").orElse(null)).isEqualTo(reader.get("date"));
        String spill = set.keywords().find("$SPILLOVER").or(() -> set.keywords().find("SPILL")).orElse(null);
        assertThat(spill).isEqualTo(reader.get("spill"));
    }

    private static void columnsMatch(FcsDataSet set, Map<String, Object> reader) {
        for (int p = 0; p < set.parameters().size(); p++) {
            double[] column = set.events().column(p);
            double sum = numbers(reader.get("column_sum"))[p];
            assertThat(Arrays.stream(column).min().orElseThrow()).isEqualTo(numbers(reader.get("column_min"))[p]);
            assertThat(Arrays.stream(column).max().orElseThrow()).isEqualTo(numbers(reader.get("column_max"))[p]);
            assertThat(median(column)).isEqualTo(numbers(reader.get("column_median"))[p]);
            assertThat(Arrays.stream(column).sum()).isCloseTo(sum, Offset.offset(1e-9 * (1 + Math.abs(sum))));
        }
    }

    @Test
    void everyFileEqualsWhatTwoOtherReadersRead() throws IOException {
        int files = 0;
        for (Path file : SharedFiles.files(folder())) {
            boolean readable = Files.exists(Path.of(file + ".expected.json"))
                    && expected(file).get("readers_agree") == Boolean.TRUE;
            if (!readable)
                continue;
            FcsFile read = FcsReader.read(Source.of(file));
            Map<String, Object> readers = (Map<String, Object>) expected(file).get("readers");

            assertThat(read.isWhole()).as(file.toString()).isTrue();
            assertThat(read.dataSets()).hasSize(1);
            matches(read.first(), ((List<Map<String, Object>>) readers.get("flowio")).getFirst());
            files++;
        }
        System.out.println("FCS files read: " + files);
        assertThat(files).isEqualTo(7);
    }

    @Test
    void emptyValuesDoNotGlueKeywordsTogether() throws IOException {
        FcsFile file = read("data1.fcs");

        assertThat(file.first().keywords().all()).containsEntry("&8ACQUISITION DOC.", "LYMPH SUBSET ACQ")
                .containsEntry("&13ANALYSIS DOC.", "");
        assertThat(file.problems()).extracting(p -> (Object) p.code()).contains(FcsProblem.EMPTY_VALUES);
    }

    @Test
    void supplementalTextIsRead() throws IOException {
        FcsDataSet set = read("cyflow_cube_8.fcs").first();

        assertThat(set.keywords().size()).isGreaterThan(91);
    }

    @Test
    void aFileThatIsNoneIsRefused() {
        assertThatThrownBy(() -> read("corrupted.fcs")).isInstanceOf(Refusal.class);
    }

    @Test
    void dataPlacedTwiceIsAnErrorAndReadWhereItFits() throws IOException {
        FcsFile file = read("data_start_offset_discrepancy_example.fcs");
        FcsDataSet sound = read("variable_int_example.fcs").first();

        assertThat(file.isWhole()).isFalse();
        assertThat(file.problems()).anySatisfy(p -> {
            assertThat(p.code()).isEqualTo(FcsProblem.DATA_PLACED_TWICE);
            assertThat(p.parameters()).containsExactly("5555-6188", "6081-6188", "6081-6188");
        });
        assertThat(row(file.first(), 1)).containsExactly(row(sound, 1));
    }

    @Test
    void dataPlacedTwiceIsRefusedAtTheFrontDoor() throws IOException {
        Path file = folder().resolve("data_start_offset_discrepancy_example.fcs");

        assertThat(Instruments.read(Files.readAllBytes(file), "x")).isInstanceOf(Result.Refused.class);
    }

    @Test
    void scaleValuesEqualThePublishedOnes() throws IOException {
        scaledEquals("data1.fcs", "data1_preprocessed.first200.csv");
        scaledEquals("B01 KC-A-W---91-US.fcs", "B01_preprocessed_events.csv");
    }

    private static void scaledEquals(String name, String published) throws IOException {
        FcsDataSet set = read(name).first();
        List<double[]> columns = set.parameters().stream().map(set::scaled).toList();
        List<String> rows = Files.readAllLines(folder().resolve(published));
        for (int event = 0; event < rows.size(); event++) {
            String[] cells = rows.get(event).split(",");
            for (int p = 0; p < cells.length; p++) {
                double value = Double.parseDouble(cells[p]);
                assertThat(columns.get(p)[event]).isCloseTo(value, Offset.offset(1e-8 * (1 + Math.abs(value))));
            }
        }
    }

}
