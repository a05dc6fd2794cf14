package org.stroma.instruments.logger.berlinger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.stroma.instruments.Content;
import org.stroma.instruments.Instruments;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Result;
import org.stroma.instruments.Source;
import org.stroma.instruments.logger.Durations;
import org.stroma.instruments.logger.TemperatureTrace.Side;
import org.stroma.instruments.logger.ZoneDeclaration;
import org.stroma.instruments.logger.berlinger.DayRecord.BeyondLimit;

/** Every number of the vendor's own PDF reports, against what is read from the text file of the same readout. */
class VendorReportTests {

    private static final DateTimeFormatter REPORT_STAMP = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");

    static Path folder() {
        Path folder = Path.of(System.getProperty("stroma.shared", "../shared"), "data", "temperature");
        if (!Files.isDirectory(folder))
            System.out.println("skipped: no reference recordings in " + folder);
        Assumptions.assumeTrue(Files.isDirectory(folder));
        return folder;
    }

    static Recording read(String file) throws IOException {
        Content content = new Content(Source.of(folder().resolve(file)));
        return RecordingReader.read(content.text(), new Problems(file));
    }

    private static String report(String file) throws IOException {
        return Files.readString(folder().resolve(file));
    }

    private static final String DAYS_2 = "FridgeTag_2/130400191542_202302140605";
    private static final String DAYS_UL = "FridgeTag_UL/100800001215_202304201410";
    private static final String RUN = "QTag_CLm_doc_LR/RCPJ00010_02_202211090128";

    /** One day as the report prints it. */
    private static List<String> printedDays(String report) {
        List<String> rows = new ArrayList<>();
        Matcher row = Pattern.compile("(?m)^(\\d+) +(Today|\\d\\d\\.\\d\\d\\.\\d{4}) .*$").matcher(report);
        while (row.find())
            rows.add(row.group().strip().replaceAll("\\s{2,}", "|"));
        return rows;
    }

    private static String asPrinted(DayRecord day, boolean external) {
        boolean over = day.number() > 1;
        StringBuilder text = new StringBuilder(day.number() + "|");
        text.append(over ? day.date().format(DateTimeFormatter.ofPattern("dd.MM.yyyy")) : "Today");
        day.checked().forEach(time -> text.append('|').append(time));
        text.append('|').append(signed(day.average()));
        for (BeyondLimit beyond : day.limits()) {
            BigDecimal extreme = beyond.limit().side() == Side.BELOW ? day.lowest() : day.highest();
            text.append('|').append(beyond.status(over)).append('|').append(signed(extreme)).append('|')
                    .append(Durations.text(beyond.accumulated())).append(trigger(beyond.raisedAt()));
        }
        if (external) {
            DayRecord.SensorFault fault = day.sensors().getFirst();
            text.append(fault.raisedAt() == null ? "|ok" : "|ALARM").append('|')
                    .append(Durations.text(fault.accumulated())).append(trigger(fault.raisedAt()));
        }
        return text.toString();
    }

    private static String trigger(LocalTime time) {
        return time == null ? "" : "|" + time + "h";
    }

    private static String signed(BigDecimal value) {
        return (value.signum() >= 0 ? "+" : "") + value.toPlainString() + "°C";
    }

    /** "ALARM! +18.8°C" stands without a gap of two blanks in some rows. */
    private static String normal(String row) {
        return row.replaceAll("\\s+(?=[+-]\\d)", "|");
    }

    @Test
    void everyDayOfTheFridgeTag2EqualsTheReport() throws IOException {
        List<String> printed = printedDays(report(DAYS_2 + ".report.txt")).stream().map(VendorReportTests::normal)
                .toList();
        List<String> read = read(DAYS_2 + ".txt").days().stream().map(day -> asPrinted(day, false)).toList();

        assertThat(printed).hasSize(60);
        assertThat(read).isEqualTo(printed);
    }

    @Test
    void everyDayOfTheUltraLowEqualsTheReport() throws IOException {
        List<String> printed = printedDays(report(DAYS_UL + ".report.txt")).stream().map(VendorReportTests::normal)
                .distinct().toList();
        List<String> read = read(DAYS_UL + ".txt").days().stream().map(day -> asPrinted(day, true)).toList();

        assertThat(printed).hasSize(4);
        assertThat(read).isEqualTo(printed);
    }

    @Test
    void theHeadOfTheFridgeTagReportsIsRead() throws IOException {
        for (String name : List.of(DAYS_2, DAYS_UL)) {
            String report = report(name + ".report.txt");
            Recording recording = read(name + ".txt");

            assertThat(report).containsPattern("Identification number: +" + recording.serial());
            assertThat(report).containsPattern("Activation date: +" + recording.activated().format(REPORT_STAMP) + "h");
            assertThat(report)
                    .containsPattern("report creation: +" + recording.created().format(REPORT_STAMP) + "h");
            for (AlarmLimit limit : recording.limits())
                assertThat(report.toLowerCase()).contains(limit.text()
                        .replaceAll("(above|below) (?=\\d)", "$1 +").toLowerCase());
        }
    }

    @Test
    void theSummaryOfTheRunEqualsTheReport() throws IOException {
        String report = report(RUN + ".report.txt");
        Recording recording = read(RUN + ".txt");
        RunSummary run = recording.findRun().orElseThrow();

        assertThat(report)
                .containsPattern("Total number of measurements +" + recording.trace().series().count() + "\n");
        assertThat(report).containsPattern("Run number +" + run.number() + "\n");
        assertThat(report).containsPattern("Start date and time +" + gap(run.started()) + "\n");
        assertThat(report).containsPattern("Stop date and time +" + gap(run.stopped()) + "\n");
        assertThat(report).containsPattern(
                "Highest temperature +\\" + signed(run.highest()) + " +" + gap(run.highestAt()) + "\n");
        assertThat(report).containsPattern(
                "Lowest temperature +\\" + signed(run.lowest()) + " +" + gap(run.lowestAt()) + "\n");
        assertThat(report).containsPattern("MKT +\\" + signed(run.meanKinetic()) + "\n");
        assertThat(report).containsPattern("Average temperature +\\" + signed(run.average()) + "\n");
    }

    private static String gap(LocalDateTime time) {
        return time.format(REPORT_STAMP).replace(" ", " +");
    }

    @Test
    void everyAlarmOfTheRunEqualsTheReport() throws IOException {
        String report = report(RUN + ".report.txt");
        Recording recording = read(RUN + ".txt");
        List<String> printed = new ArrayList<>();
        Matcher row = Pattern.compile("(?m)ALARM +(\\S+) +(\\S+) +(\\S.*)$").matcher(report);
        while (row.find())
            printed.add(row.group(1) + " " + row.group(2) + " " + row.group(3).strip());

        assertThat(recording.alarms())
                .extracting(a -> a.raised().format(REPORT_STAMP) + " " + Durations.text(a.duration()))
                .isEqualTo(printed).hasSize(6);
        for (AlarmLimit limit : recording.limits())
            assertThat(report).containsPattern(
                    limit.id() + ": " + (limit.accumulated() ? "Accumulated" : "Single Event") + " +" + limit.text());
    }

    @Test
    void ourOwnMeansAgreeWithTheVendorWhenCutOffAsTheVendorDoes() throws IOException {
        Recording recording = read(RUN + ".txt");
        RunSummary run = recording.findRun().orElseThrow();
        double mkt = recording.trace().meanKineticTemperature(83.0).orElseThrow();

        assertThat(BigDecimal.valueOf(mkt).setScale(1, RoundingMode.DOWN)).isEqualByComparingTo(run.meanKinetic());
        assertThat(recording.trace().series().mean().orElseThrow().setScale(1, RoundingMode.DOWN))
                .isEqualByComparingTo(run.average());
    }

    @Test
    void aRowForWhichTheSensorGaveNothingStaysARow() throws IOException {
        Recording recording = read(DAYS_UL + ".txt");

        assertThat(recording.trace().series().size() - recording.trace().series().count()).isEqualTo(6);
        assertThat(recording.trace().series().longestGap().orElseThrow().length()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void theZoneIsWhatTheFileDeclares() throws IOException {
        assertThat(read(RUN + ".txt").zone()).isInstanceOf(ZoneDeclaration.Declared.class);
        assertThat(read(RUN + ".txt").trace().series().first().orElseThrow().instant())
                .hasToString("2022-11-08T04:49:00Z");
    }

    @Test
    void theLoggingFridgeTagKeepsEveryRow() throws IOException {
        Path file = folder().resolve("FridgeTag_2L/test.txt");
        long rows = Files.readAllLines(file).stream().filter(line -> line.startsWith("\t2")).count();
        Recording recording = read("FridgeTag_2L/test.txt");

        assertThat(recording.trace().series().size()).isEqualTo((int) rows);
        assertThat(recording.days().getFirst().highest()).isEqualByComparingTo("6.2");
    }

    @Test
    void everyRecordingIsRecognisedByItsContentAndSummarised() throws IOException {
        int files = 0;
        for (String name : List.of(DAYS_2 + ".txt", DAYS_UL + ".txt", "FridgeTag_2L/test.txt", RUN + ".txt")) {
            Result result = Instruments.read(Files.readAllBytes(folder().resolve(name)), "unnamed.bin");

            assertThat(result).as(name).isInstanceOf(Result.Accepted.class);
            var json = ((Result.Accepted) result).document().json();
            assertThat(json.has("readings") && json.has("first") && json.has("last") && json.has("min")
                    && json.has("max") && json.has("alarms")).isTrue();
            files++;
        }
        System.out.println("recordings read: " + files);
    }

    @Test
    void aReportIsNoRecording() throws IOException {
        Result result = Instruments.read(Files.readAllBytes(folder().resolve(RUN + ".report.txt")), "report.txt");

        assertThat(result).isInstanceOf(Result.Refused.class);
    }

}
