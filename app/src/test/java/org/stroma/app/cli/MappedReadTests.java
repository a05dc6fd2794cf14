package org.stroma.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tables without a format of their own, read by a declared mapping. */
class MappedReadTests {
    private static final String MAPPING = """
            file: {delimiter: ";", header-line: 2}
            numbers: {decimal: ",", group: "."}
            time:
              columns: [Datum, Zeit]
              format: dd.MM.yyyy HH:mm
              zone: Europe/Berlin
            no-value: ["---"]
            values:
              - name: temperature
                column: Temp (°C)
                unit: Cel
            """;
    private static final String LOGGER = """
            Logger 7
            Datum;Zeit;Temp (°C)
            01.03.2026;09:30;-1.070,5
            01.03.2026;09:35;---
            01.03.2026;09:40;-80,25
            """;
    private static final String COUNTER = """
            technique: cell-counting
            file: {delimiter: ","}
            numbers: {decimal: "."}
            time: {columns: When, format: "yyyy-MM-dd HH:mm", zone: Asia/Shanghai}
            sample: Sample
            analyst: 操作员
            device: {model: Counter 3}
            values:
              - {name: "viability (cell counter)", column: Viab, unit: "%"}
              - {name: "viable cell density (cell counter)", column: VCD, unit: "/mL"}
            """;
    private static final String COUNTS = """
            When,Sample,操作员,Viab,VCD,Remark
            2026-03-01 09:30,WJ-42,王喆,96.4,1930000,clear
            """;

    @TempDir
    private Path folder = Path.of("");

    private Invocation read(byte[] file, String mapping, String... more) throws IOException {
        String data = Files.write(folder.resolve("data.csv"), file).toString();
        String yaml = Files.writeString(folder.resolve("m.yaml"), mapping).toString();
        String[] arguments = new String[4 + more.length];
        arguments[0] = "read";
        arguments[1] = data;
        arguments[2] = "--mapping";
        arguments[3] = yaml;
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Invocation.of(arguments);
    }

    private Invocation read(String file, String mapping, String... more) throws IOException {
        return read(file.getBytes(java.nio.charset.StandardCharsets.UTF_8), mapping, more);
    }

    private static JsonNode json(Invocation run) {
        assertThat(run.exit()).as(run.err()).isZero();
        return JsonMapper.builder().build().readTree(run.out());
    }

    @Test
    void summarisesALogger() throws IOException {
        Invocation run = read(LOGGER, MAPPING);

        JsonNode series = json(run).get("series").get(0);
        assertThat(series.get("readings").asInt()).isEqualTo(2);
        assertThat(series.get("min").asString()).isEqualTo("-1070.5");
        assertThat(series.get("first").asString()).isEqualTo("2026-03-01T09:30:00+01:00");
        assertThat(run.err()).contains("data.csv:4").doesNotContain("ZONE_UNDECLARED");
    }

    @Test
    void saysThatNoZoneIsDeclared() throws IOException {
        Invocation run = read(LOGGER, MAPPING.replace("  zone: Europe/Berlin\n", ""));

        assertThat(json(run).get("series").get(0).get("timeZone").asString()).isEqualTo("undeclared");
        assertThat(run.err()).contains("LoggerProblem.ZONE_UNDECLARED");
        assertThat(read(COUNTS, COUNTER.replace(", zone: Asia/Shanghai", "")).err())
                .contains("FileProblem.TIME_ZONE_NOT_DECLARED");
    }

    @Test
    void makesADocumentOfAMachinesSamples() throws IOException {
        Invocation run = read(COUNTS.getBytes(Charset.forName("GB18030")), COUNTER);

        JsonNode json = json(run);
        assertThat(json.get("$asm.manifest").asString()).contains("cell-counting");
        assertThat(run.out()).contains("\"2026-03-01T09:30:00+08:00\"", "\"王喆\"", "1.93", "\"Remark\": \"clear\"");
        assertThat(run.err()).contains("GB18030");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zone: Europe/Berlin     | zone: Mars              | m.yaml:6: time.zone
            delimiter: ";"          | delimiter: "x"          | m.yaml:1: file.delimiter
            decimal: ","            | decimal: "x"            | m.yaml:2: numbers.decimal
            format: dd.MM.yyyy HH:mm | format: bogus          | m.yaml:5: time.format
            column: Temp (°C)       | colum: Temp             | m.yaml:9: values.column
            no-value:               | novalue:                | m.yaml:7: there is no key
            column: Temp (°C)       | column: Temperature     | data.csv:2: column "Temperature" is missing
            decimal: ","            | decimal: "."            | m.yaml:2: numbers.group
            format: dd.MM.yyyy HH:mm | format: MM/dd/yyyy HH:mm | data.csv:3:1
            no-value: ["---"]       | no-value: []            | data.csv:4:3
            header-line: 2          | header-line: 1          | data.csv:1: column
            """)
    void refusesAWrongMappingWithItsLine(String right, String wrong, String told) throws IOException {
        assertThat(MAPPING).contains(right);
        Invocation run = read(LOGGER, MAPPING.replace(right, wrong));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unit: "/mL"             | unit: "g"               | m.yaml:10: values.unit
            technique: cell-counting | technique: alchemy     | m.yaml:1: technique
            column: VCD             | column: Sample          | data.csv:2:2
            sample: Sample          | sample: Name            | data.csv:1: column
            (cell counter)", column: Viab | ", column: Viab   | m.yaml:9: values.name
            """)
    void refusesAWrongMappingOfSamples(String right, String wrong, String told) throws IOException {
        assertThat(COUNTER).contains(right);
        Invocation run = read(COUNTS, COUNTER.replace(right, wrong));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "a: &x [*x]", "- 1", "file: 7", "file: {delimiter: ';', delimiter: ';'}"})
    void refusesWhatIsNoMapping(String yaml) throws IOException {
        Invocation run = read(LOGGER, yaml, "--lang", "zh-CN");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("m.yaml");
    }

    @Test
    void namesCutRowsAndColumnsLeftOut() throws IOException {
        Invocation run = read(LOGGER.replace("Temp (°C)", "Temp (°C);Feuchte") + "01.03.2026;09:45\n", MAPPING);

        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("data.csv:2:4 [Feuchte]", "data.csv:6", "ROW_SHORT");
    }

    /** The readings of real loggers by a mapping are those their own format gives. */
    @ParameterizedTest
    @CsvSource({"QTag_CLm_doc_LR/RCPJ00010_02_202211090128.txt, 71, UTC",
            "FridgeTag_UL/100800001215_202304201410.txt, 98, undeclared", "FridgeTag_2L/test.txt, 531, +05:30"})
    void agreesWithTheFormatOfRealLoggers(String name, int header, String zone) throws IOException {
        Path file = Path.of(System.getProperty("stroma.shared", "../shared"), "data", "temperature", name);
        assumeTrue(Files.exists(file), "no reference data in " + file);
        String mapping = """
                file: {delimiter: tab, header-line: %d, ends-before: "Cert:"}
                numbers: {decimal: "."}
                time: {columns: 2, format: yyyy-MM-dd HH:mm, zone: "%s"}
                no-value: ["--.-"]
                values: [{name: T, column: 3, unit: Cel}]
                """.formatted(header, zone);

        JsonNode mapped = json(read(Files.readAllBytes(file), mapping)).get("series").get(0);
        JsonNode own = json(Invocation.of("read", file.toString()));

        assertThat(mapped.get("readings").asInt()).isEqualTo(own.get("readings").asInt()).isPositive();
        for (String member : new String[]{"longestGap"}) {
            assertThat(mapped.get(member)).isEqualTo(own.get(member));
        }
        assertThat(mapped.get("first").asString()).startsWith(own.get("first").asString().substring(0, 16));
        assertThat(mapped.get("last").asString()).startsWith(own.get("last").asString().substring(0, 16));
    }

    @Test
    void isNamedByHelpAndList() {
        assertThat(Invocation.of("read", "--list").out()).contains("--mapping M.yaml");
        assertThat(Invocation.of("read", "--help").out()).contains("--mapping=M.yaml", "docs/mapping.md");
        assertThat(Invocation.of("read", "--help", "--lang", "zh-CN").out()).contains("映射");
    }
}
