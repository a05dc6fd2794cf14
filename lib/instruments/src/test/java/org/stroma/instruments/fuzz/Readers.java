package org.stroma.instruments.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.stroma.instruments.Content;
import org.stroma.instruments.Foreseen;
import org.stroma.instruments.Instruments;
import org.stroma.instruments.Problem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Refusal;
import org.stroma.instruments.Result;
import org.stroma.instruments.Source;
import org.stroma.instruments.ZipMaker;
import org.stroma.instruments.fcs.FcsDataSet;
import org.stroma.instruments.fcs.FcsDocument;
import org.stroma.instruments.fcs.FcsFile;
import org.stroma.instruments.fcs.FcsMaker;
import org.stroma.instruments.fcs.FcsReader;
import org.stroma.instruments.fcs.SpilloverReader;
import org.stroma.instruments.gating.Gating;
import org.stroma.instruments.gating.GatingDefinition;
import org.stroma.instruments.gating.GatingMlReader;
import org.stroma.instruments.generic.TimeColumn;
import org.stroma.instruments.generic.Column;
import org.stroma.instruments.generic.Layout;
import org.stroma.instruments.generic.Mapping;
import org.stroma.instruments.generic.NumberForm;
import org.stroma.instruments.generic.Table;
import org.stroma.instruments.generic.TableReader;
import org.stroma.instruments.logger.TemperatureTrace;
import org.stroma.instruments.logger.ZoneDeclaration;
import org.stroma.instruments.logger.berlinger.Recording;
import org.stroma.instruments.logger.berlinger.RecordingDocument;
import org.stroma.instruments.logger.berlinger.RecordingReader;

/** What must hold of any bytes whatsoever: a result that can be used in full, or a refusal; nothing else comes out. */
final class Readers {

    private static final FcsDataSet EVENTS = FcsReader.read(new FcsMaker("FCS3.1")
            .parameters("I", 16, "1024", "FSC-H", "SSC-H", "FL1-H", "FL2-H", "FL3-H", "FL2-A", "FL4-H", "Time")
            .data(8, new byte[128]).make(), "events.fcs").first();

    private static final Mapping MAPPING = new Mapping(Layout.csv().withRecognisedEncoding(),
            TimeColumn.stamp(Column.named("time"), "yyyy-MM-dd HH:mm"),
            ZoneDeclaration.of(ZoneId.of("Europe/Berlin"), "mapping"),
            List.of(new Mapping.Value("T", Column.named("temp"), "Cel", NumberForm.point().withGroups(',')),
                    new Mapping.Value("h", Column.at(3), "%", NumberForm.comma())),
            Set.of("---"), null);

    private Readers() {}

    static void fcs(byte[] bytes) {
        try {
            FcsFile file = FcsReader.read(bytes, "fuzz.fcs");
            for (FcsDataSet set : file.dataSets()) {
                assertThat(set.events().count()).isLessThanOrEqualTo(8L * bytes.length);
                set.events().forEachBlock(64, (first, count, columns) -> assertThat(count).isPositive());
                SpilloverReader.find(set, new Problems("fuzz.fcs"));
            }
            new FcsDocument(file).json().toString();
        } catch (Refusal refused) {
            assertThat(refused.problem().severity()).isEqualTo(Problem.Severity.ERROR);
        }
    }

    static void gatingMl(byte[] bytes) {
        Problems problems = new Problems("fuzz.xml");
        try {
            GatingDefinition definition = GatingMlReader.read(bytes, "fuzz.xml", problems);
            List<Gating.Count> counts = Gating.of(EVENTS, definition, problems).counts();
            assertThat(counts).hasSize(definition.gates().size());
            boolean all = counts.stream().allMatch(count -> count.count() != null);
            assertThat(all || problems.hasErrors()).as("a gate without count is told").isTrue();
        } catch (Refusal refused) {
            assertThat(refused.problem().severity()).isEqualTo(Problem.Severity.ERROR);
        }
    }

    static void recording(byte[] bytes) {
        Problems problems = new Problems("fuzz.txt");
        try {
            Content content = new Content(Source.of(bytes, "fuzz.txt"));
            Recording recording = RecordingReader.read(content.text(), problems);
            use(recording.trace());
            new RecordingDocument(recording).json().toString();
            long rows = content.text().lines().stream().filter(line -> line.startsWith("\t2")).count();
            boolean complete = recording.trace().series().size() + recording.markers().size() >= rows;
            assertThat(complete || problems.hasErrors()).as("a row that is lost is told").isTrue();
        } catch (Refusal refused) {
            assertThat(refused.problem().severity()).isEqualTo(Problem.Severity.ERROR);
        }
    }

    static void table(byte[] bytes) {
        try {
            Table table = TableReader.read(bytes, "fuzz.csv", MAPPING);
            use(table.temperatures("T"));
            assertThat(table.find("T").orElseThrow().size() + table.left()).isEqualTo(table.rows());
            assertThat(table.left() == 0 || !table.isWhole()).as("a row that is lost is told").isTrue();
        } catch (Refusal refused) {
            assertThat(refused.problem().severity()).isEqualTo(Problem.Severity.ERROR);
        }
    }

    static void sheets(byte[] bytes) {
        Map<String, String> sheets = new LinkedHashMap<>();
        String name = "";
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1))
            if (line.startsWith("== "))
                sheets.putIfAbsent(name = line.substring(3).replaceAll("[<>&\"]", ""), "");
            else if (!name.isEmpty())
                sheets.merge(name, line + "\n", String::concat);
        any(ZipMaker.sheets(sheets));
    }

    static void unicorn(byte[] bytes) {
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\n==\n", 2);
        byte[] numbers = new byte[47 + 12 + 48];
        byte[] curve = new ZipMaker().add("CoordinateData.VolumesDataType", "System.Single[]")
                .add("CoordinateData.Volumes", numbers).add("CoordinateData.AmplitudesDataType", "System.Single[]")
                .add("CoordinateData.Amplitudes", numbers).bytes();
        any(new ZipMaker().add("Result.xml", parts[0]).add("Chrom.1.Xml", parts.length > 1 ? parts[1] : "")
                .add("Chrom.1_1_True", curve).add("Chrom.1_2_True", curve)
                .add("SystemData", new ZipMaker().add("Xml",
                        "\5<Systems><System><InstrumentConfiguration Description=\"A\"/></System></Systems>").bytes())
                .bytes());
    }

    /** A document that can be written and shown, or an error. */
    static void any(byte[] bytes) {
        Result result = Foreseen.of(Instruments.read(bytes, "fuzz"));
        if (result instanceof Result.Accepted accepted) {
            assertThat(accepted.document().json().toString()).startsWith("{");
            accepted.document().tables(Locale.CHINESE).forEach(table -> table.rows().forEach(
                    row -> assertThat(row).hasSameSizeAs(table.header())));
        } else
            assertThat(result.problems()).anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
        result.problems().forEach(problem -> assertThat(problem.line(Locale.CHINESE)).isNotBlank());
    }

    private static void use(TemperatureTrace trace) {
        trace.json().toString();
        trace.outline(50);
        trace.meanKineticTemperature(83.144);
        TemperatureTrace.Exposure exposure = trace
                .exposure(TemperatureTrace.Question.above(new BigDecimal("8"), Duration.ofMinutes(15)));
        assertThat(exposure.cumulated().plus(exposure.unknown())).isLessThanOrEqualTo(trace.span().plusNanos(1_000));
    }

    static Mapping mapping() {
        return MAPPING;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

}
