package org.stroma.instruments.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem;
import org.stroma.instruments.Refusal;
import org.stroma.instruments.generic.Mapping.Value;
import org.stroma.instruments.logger.LoggerProblem;
import org.stroma.instruments.logger.Reading;
import org.stroma.instruments.logger.TemperatureTrace;
import org.stroma.instruments.logger.ZoneDeclaration;

class TableReaderTests {

    private static final ZoneDeclaration SHANGHAI = ZoneDeclaration.of(ZoneId.of("Asia/Shanghai"), "mapping");
    private static final Clock STAMP = Clock.stamp(Column.named("time"), "yyyy-MM-dd HH:mm");
    private static final Value CELSIUS = new Value("T", Column.named("temp"), "Cel", NumberForm.point());

    private static Mapping mapping() {
        return Mapping.temperature(Layout.csv(), STAMP, SHANGHAI, CELSIUS).withInterval(Duration.ofMinutes(1));
    }

    private static Table read(String text, Mapping mapping) {
        return TableReader.read(text.getBytes(StandardCharsets.UTF_8), "trace.csv", mapping);
    }

    private static List<Problem.Code> codes(Table table) {
        return table.problems().stream().map(Problem::code).toList();
    }

    @Test
    void readsAPlainTable() {
        Table table = read("time,temp\n2027-01-11 16:40,-190.5\n2027-01-11 16:41,-190.40\n", mapping());

        assertThat(table.isWhole()).isTrue();
        assertThat(table.temperatures("T").series().readings())
                .extracting(r -> r.instant().toString(), r -> r.value().toPlainString(), Reading::line)
                .containsExactly(tuple("2027-01-11T08:40:00Z", "-190.5", 2),
                        tuple("2027-01-11T08:41:00Z", "-190.40", 3));
        assertThat(table.problems()).isEmpty();
    }

    @Test
    void readsAGermanLoggerWithDecimalCommaSkippedLinesAndTwoTimeColumns() {
        String text = "Seriennummer;4711\r\n\r\nDatum;Uhrzeit;\"Temp. °C\";rF\r\n02.03.2026;07:59:30;1.204,25;40\r\n"
                + "02.03.2026;08:00:30;---;41\r\n";
        Layout layout = Layout.csv().withDelimiter(';').withEncoding(StandardCharsets.ISO_8859_1).withSkippedLines(2);
        Mapping mapping = new Mapping(layout,
                Clock.stamp(Column.named("Datum"), Column.named("Uhrzeit"), "dd.MM.yyyy HH:mm:ss"), SHANGHAI,
                List.of(new Value("T", Column.named("Temp. °C"), "Cel", NumberForm.comma().withGroups('.')),
                        new Value("humidity", Column.at(4), "%", NumberForm.comma())),
                Set.of("---"), Duration.ofMinutes(1));

        Table table = TableReader.read(text.getBytes(StandardCharsets.ISO_8859_1), "logger.csv", mapping);

        assertThat(table.temperatures("T").series().readings())
                .extracting(r -> String.valueOf(r.value()), Reading::line)
                .containsExactly(tuple("1204.25", 4), tuple("null", 5));
        assertThat(table.find("humidity").orElseThrow().unit()).isEqualTo("%");
        assertThat(codes(table)).containsExactly(LoggerProblem.NO_VALUE);
    }

    @Test
    void readsChineseTextInGb18030() {
        Layout layout = Layout.csv().withEncoding(Charset.forName("GB18030"));
        Mapping mapping = Mapping.temperature(layout,
                new Clock.Stamp(List.of(Column.named("时间")), "yyyy年M月d日 ah:mm", Locale.CHINA), SHANGHAI,
                new Value("T", Column.named("温度(℃)"), "Cel", NumberForm.point()));
        String text = "时间,温度(℃)\n2026年3月2日 下午5:25,4.6\n";

        Table table = TableReader.read(text.getBytes(Charset.forName("GB18030")), "logger.csv", mapping);

        assertThat(table.temperatures("T").series().get(0).local()).isEqualTo(LocalDateTime.of(2026, 3, 2, 17, 25));
    }

    @Test
    void aRecognisedEncodingIsReported() {
        Mapping mapping = Mapping.temperature(Layout.csv().withRecognisedEncoding(), STAMP, SHANGHAI, CELSIUS);

        Table table = read("time,temp\n2027-01-11 16:40,1\n", mapping);

        assertThat(codes(table)).contains(FileProblem.ENCODING);
    }

    @Test
    void anUndeclaredZoneIsTold() {
        Table table = read("time,temp\n2027-01-11 16:40,1\n",
                Mapping.temperature(Layout.csv(), STAMP, ZoneDeclaration.undeclared(), CELSIUS));

        assertThat(codes(table)).containsExactly(LoggerProblem.ZONE_UNDECLARED);
        assertThat(table.temperatures("T").series().get(0).instant()).isNull();
    }

    @Test
    void rowsMayDeclareTheirZone() {
        Clock clock = Clock.stamp(Column.named("time"), "yyyy-MM-dd'T'HH:mm:ssXXX");
        Table table = read("time,temp\n2027-01-11T16:40:00+08:00,1\n2027-01-11T08:41:00Z,1\n",
                Mapping.temperature(Layout.csv(), clock, ZoneDeclaration.undeclared(), CELSIUS));

        assertThat(table.find("T").orElseThrow().readings()).extracting(r -> r.instant().toString())
                .containsExactly("2027-01-11T08:40:00Z", "2027-01-11T08:41:00Z");
        assertThat(codes(table)).isEmpty();
    }

    @Test
    void readsElapsedTimeOfAControlledRateFreezer() {
        LocalDateTime start = LocalDateTime.of(2026, 3, 20, 14, 0);
        Mapping mapping = Mapping.temperature(Layout.csv().withoutHeader().withDelimiter('\t'),
                new Clock.SinceStart(Column.at(1), ChronoUnit.MINUTES, start), SHANGHAI,
                new Value("sample", Column.at(2), "K", NumberForm.point()));

        Table table = read("0:00\t277.15\n0:30:15.5\t250.15\n90\t123.15\n", mapping);

        assertThat(table.temperatures("sample").series().readings())
                .extracting(r -> r.local().toString(), r -> r.value().toPlainString())
                .containsExactly(tuple("2026-03-20T14:00", "4.00"), tuple("2026-03-20T14:30:15.500", "-23.00"),
                        tuple("2026-03-20T15:30", "-150.00"));
    }

    @Test
    void readsEpochSecondsAsUtc() {
        Mapping mapping = Mapping.temperature(Layout.csv(),
                new Clock.SinceEpoch(Column.named("time"), ChronoUnit.SECONDS),
                ZoneDeclaration.undeclared(), CELSIUS);

        Table table = read("time,temp\n1799656800.25,5\n", mapping);

        assertThat(table.find("T").orElseThrow().get(0).instant()).hasToString("2027-01-11T08:40:00.250Z");
    }

    @Test
    void convertsFahrenheit() {
        Mapping mapping = Mapping.temperature(Layout.csv(), STAMP, SHANGHAI,
                new Value("T", Column.named("temp"), "[degF]", NumberForm.point()));

        Table table = read("time,temp\n2027-01-11 16:40,46.4\n", mapping);

        assertThat(table.temperatures("T").series().get(0).value()).hasToString("8.00");
    }

    @Test
    void tellsUnreadableCellsByLineAndColumn() {
        Table table = read("""
                time,temp
                2027-01-11 16:40,-190.5
                2027-02-30 16:41,-190.5
                2027-01-11 16:42,"-190,5"
                2027-01-11 16:43,<-196
                2027-01-11 16:44,-190.5,surplus
                2027-01-11 16:45
                """, mapping());

        assertThat(table.problems()).extracting(Problem::code, p -> p.place().line(), p -> p.place().column()).contains(
                tuple(LoggerProblem.NOT_A_TIME, 3, 1), tuple(LoggerProblem.NOT_A_VALUE, 4, 2),
                tuple(FileProblem.CENSORED, 5, 2), tuple(FileProblem.ROW_LENGTH, 6, 0));
        assertThat(table.rows()).isEqualTo(6);
        assertThat(table.left()).isEqualTo(2);
        assertThat(table.isWhole()).isFalse();
        assertThat(table.find("T").orElseThrow().size()).isEqualTo(4);
    }

    @Test
    void tellsGapsDuplicatesAndBackwardTime() {
        Table table = read(
                "time,temp\n2027-01-11 16:40,1\n2027-01-11 16:40,1\n2027-01-11 16:45,1\n2027-01-11 16:44,1\n",
                mapping());

        assertThat(codes(table)).containsExactly(LoggerProblem.DUPLICATE_TIME, LoggerProblem.BACKWARD_TIME,
                LoggerProblem.GAP);
    }

    @Test
    void aQuoteThatIsNeverClosedIsTold() {
        Table table = read("time,temp\n2027-01-11 16:40,1\n2027-01-11 16:41,\"1\n2027-01-11 16:42,1\n", mapping());

        assertThat(codes(table)).contains(FileProblem.CORRUPT);
        assertThat(table.isWhole()).isFalse();
    }

    @Test
    void quotedLineEndsKeepTheLineCount() {
        Table table = read("note,time,temp\n\"two\r\nlines\",2027-01-11 16:40,1\nx,2027-01-11 16:41,bad\n", mapping());

        assertThat(table.problems()).extracting(p -> p.place().line()).contains(4);
    }

    @Test
    void commentsAndBlankLinesAreNoRows() {
        Mapping mapping = new Mapping(Layout.csv().withComment("#"), STAMP, SHANGHAI, List.of(CELSIUS), Set.of(),
                Duration.ofMinutes(1));

        Table table = read("# device 4\ntime,temp\n\n2027-01-11 16:40,1\n# end\n", mapping);

        assertThat(table.rows()).isEqualTo(1);
        assertThat(table.isWhole()).isTrue();
    }

    @Test
    void refusesAFileWithoutADeclaredColumn() {
        assertThatThrownBy(() -> read("zeit,temp\n2027-01-11 16:40,1\n", mapping())).isInstanceOf(Refusal.class)
                .hasMessageContaining("MISSING_COLUMN");
    }

    @Test
    void refusesOtherEncodingsAndEmptyFiles() {
        byte[] notUtf8 = "time,temp °\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> TableReader.read(notUtf8, "x", mapping())).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> read("", mapping())).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> read("time,temp\n", mapping())).isInstanceOf(Refusal.class);
    }

    @Test
    void aMappingByNameNeedsAHeader() {
        assertThatThrownBy(() -> Mapping.temperature(Layout.csv().withoutHeader(), STAMP, SHANGHAI, CELSIUS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Clock.stamp(Column.at(1), "no pattern")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMonthOfMinutesIsReadQuicklyAndWhole() {
        StringBuilder text = new StringBuilder("time,temp\n");
        LocalDateTime time = LocalDateTime.of(2027, 1, 1, 0, 0);
        int rows = 30 * 24 * 60;
        for (int i = 0; i < rows; i++)
            text.append(time.plusMinutes(i).toString().replace('T', ' '))
                    .append(i == 20_000 ? ",-118.0\n" : ",-170.2\n");

        TemperatureTrace trace = read(text.toString(), mapping()).temperatures("T");

        assertThat(trace.series().count()).isEqualTo(rows);
        assertThat(trace.series().highest().orElseThrow().line()).isEqualTo(20_002);
    }

}
