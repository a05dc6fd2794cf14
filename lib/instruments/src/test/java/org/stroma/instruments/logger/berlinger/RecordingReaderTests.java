package org.stroma.instruments.logger.berlinger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Instruments;
import org.stroma.instruments.Problem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Result;
import org.stroma.instruments.Source;
import org.stroma.instruments.logger.LoggerProblem;
import org.stroma.instruments.logger.ZoneDeclaration;

/** A small recording of our own making, whole and damaged. */
class RecordingReaderTests {

    static final String RUN = """
            Device: Q-tag CLm doc LR
            Vers: 1.9
            Fw Vers: 4.7
            Conf:
             Serial: OWN1
             Zone: 5.50
             MKT Energy: 83.0
             User String 1: Kiste 4, Fach: 2
             Logging Interval: 10
             Alarm:
              1:
               Type: 2, T AL: 8.0, t AL: 30
              3:
               Type: 0
            Res:
             TS Actv: 2026-03-02 07:30
             TS Start: 2026-03-02 08:00
             TS Stop: 2026-03-02 08:25
             Min T: 4.0, TS Min T: 2026-03-02 08:00
             Max T: 9.1, TS Max T: 2026-03-02 08:10
             MKT: 6.2
             Avrg T: 6.0
             Run Number: 1
             Alarm:
              1:
               TS S: 2026-03-02 08:10, t A: 5, TS E:, T M: 9.1, TS M: 2026-03-02 08:10
            Marker:
            \tNumber\tT\tyyyy-MM-dd hh:mm\t
            \t1\t4.5\t2026-03-02 08:04\t
            Data:
            \tyyyy-MM-dd hh:mm\tT\tOut of limits
            \t2026-03-02 08:00\t4.0\t
            \t2026-03-02 08:10\t9.1\tx
            \t2026-03-02 08:20\t5.0\t
            Sig: 00ff
            """;

    private final Problems problems = new Problems("own.txt");

    private Recording read(String text) {
        Content content = new Content(Source.of(text.getBytes(StandardCharsets.UTF_8), "own.txt"));
        return RecordingReader.read(content.text(), problems);
    }

    private List<Problem.Code> codes() {
        return problems.list().stream().map(Problem::code).toList();
    }

    @Test
    void readsTheWholeFile() {
        Recording recording = read(RUN);

        assertThat(recording.trace().series().readings()).extracting(r -> r.value().toPlainString(), r -> r.flagged())
                .containsExactly(org.assertj.core.groups.Tuple.tuple("4.0", false),
                        org.assertj.core.groups.Tuple.tuple("9.1", true),
                        org.assertj.core.groups.Tuple.tuple("5.0", false));
        assertThat(recording.limits()).extracting(limit -> limit.text(recording.symbol()))
                .containsExactly("above 8.0°C for 30min");
        assertThat(recording.alarms()).hasSize(1).allSatisfy(alarm -> assertThat(alarm.raised()).isNull());
        assertThat(recording.markers()).hasSize(1);
        assertThat(recording.configuration()).containsEntry("Conf.User String 1", "Kiste 4, Fach: 2");
        assertThat(codes()).containsExactly(LoggerProblem.SIGNATURE_NOT_VERIFIED);
    }

    @Test
    void aZoneOfFiveAndAHalfHoursIsAnOffset() {
        assertThat(read(RUN).zone().text()).isEqualTo("+05:30");
        assertThat(read(RUN).trace().series().first().orElseThrow().instant()).hasToString("2026-03-02T02:30:00Z");
    }

    @Test
    void aFileWithoutAZoneSaysSo() {
        Recording recording = read(RUN.replace(" Zone: 5.50\n", ""));

        assertThat(recording.zone()).isInstanceOf(ZoneDeclaration.Undeclared.class);
        assertThat(codes()).contains(LoggerProblem.ZONE_UNDECLARED);
    }

    @Test
    void aZoneThatIsNoQuarterHourIsNotUsed() {
        assertThat(read(RUN.replace("5.50", "5.33")).zone()).isInstanceOf(ZoneDeclaration.Undeclared.class);
        assertThat(codes()).contains(FileProblem.VALUE_NOT_USED);
    }

    @Test
    void aSummaryThatItsRowsContradictIsTold() {
        read(RUN.replace("Max T: 9.1", "Max T: 8.1").replace("MKT: 6.2", "MKT: 7.9"));

        assertThat(codes()).containsExactly(LoggerProblem.SUMMARY_DIFFERS, LoggerProblem.SUMMARY_DIFFERS,
                LoggerProblem.SIGNATURE_NOT_VERIFIED);
    }

    @Test
    void damagedRowsAreToldByLineAndColumn() {
        Recording recording = read(RUN.replace("\t9.1\tx", "\t9,1\tx").replace("08:20\t5.0", "28:20\t5.0"));

        assertThat(recording.trace().series().size()).isEqualTo(2);
        assertThat(problems.list()).filteredOn(p -> p.code() == LoggerProblem.NOT_A_VALUE)
                .extracting(p -> p.place().line(), p -> p.place().column())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(33, 2));
        assertThat(problems.list()).filteredOn(p -> p.code() == LoggerProblem.NOT_A_TIME)
                .extracting(p -> p.place().line(), p -> p.place().column())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(34, 1));
    }

    @Test
    void aRowWithoutATimeRefusesTheFileAtTheFrontDoor() {
        String damaged = RUN.replace("08:20\t5.0", "28:20\t5.0");

        Result result = Instruments.read(damaged.getBytes(StandardCharsets.UTF_8), "own.txt");

        assertThat(result).isInstanceOf(Result.Refused.class);
    }

    @Test
    void aCutOffFileIsNotSigned() {
        read(RUN.substring(0, RUN.indexOf("Sig:")));

        assertThat(codes()).contains(LoggerProblem.NOT_SIGNED);
    }

    @Test
    void aStrayLineIsTold() {
        read(RUN.replace("Sig:", "nonsense\nSig:"));

        assertThat(codes()).contains(LoggerProblem.STRAY_LINE);
    }

    @Test
    void rowsOutsideTheTablesAreTold() {
        read(RUN.replace("Data:\n", "").replace("Marker:", "Mrker:"));

        assertThat(codes()).filteredOn(code -> code == LoggerProblem.STRAY_LINE).hasSize(6);
    }

    @Test
    void aTableThatGoesOnLaterIsReadToItsEnd() {
        assertThat(read(RUN.replace("Sig:", "Data:\n\t2026-03-02 08:30\t5.5\t\nSig:")).trace().series().size())
                .isEqualTo(4);
    }

    @Test
    void fahrenheitStaysInTheSummaryAndBecomesCelsiusInTheTrace() {
        Recording recording = read(RUN.replace(" Zone: 5.50", " Zone: 5.50\n Temp unit: F"));

        assertThat(recording.lowest().orElseThrow()).hasToString("4.0");
        assertThat(recording.symbol()).isEqualTo("°F");
        assertThat(recording.trace().series().get(0).value()).hasToString("-15.56");
    }

    @Test
    void missingTemperaturesStayRows() {
        Recording recording = read(RUN.replace("\t5.0\t", "\t--.-\tx"));

        assertThat(recording.trace().series().size()).isEqualTo(3);
        assertThat(recording.trace().series().count()).isEqualTo(2);
        assertThat(codes()).contains(LoggerProblem.NO_VALUE);
    }

    @Test
    void theSummaryIsJson() {
        Result result = Instruments.read(RUN.getBytes(StandardCharsets.UTF_8), "anything.bin");

        assertThat(((Result.Accepted) result).document().json().toString()).contains("\"readings\": 3",
                "\"first\": \"2026-03-02T08:00:00+05:30\"", "\"min\": 4.0", "\"max\": 9.1", "\"mean\": 6.0",
                "\"mkt\": 6.2", "\"mktOf\": \"device\"",
                "\"alarms\": [");
    }

    @Test
    void theSummaryNamesWhatTheDeviceDoesNotState() {
        String unstated = RUN.replaceAll("(?m)^.*(MKT|Avrg T|Activation).*\\R", "");
        var json = new RecordingDocument(read(unstated)).json();
        var days = new RecordingDocument(read(unstated.replaceAll("(?m)^\\t2026.*\\R", ""))).json();

        assertThat(json.get("mkt")).hasToString("6.34");
        assertThat(json.get("mktOf")).isEqualTo("readings");
        assertThat(json.get("activationEnergy")).hasToString("83.0");
        assertThat(days.get("readings")).hasToString("0");
        assertThat(days.get("mkt")).isSameAs(org.stroma.instruments.json.JsonObject.NULL);
        assertThat(days.has("first") && days.has("last") && days.has("min") && days.has("max") && days.has("mean"))
                .isTrue();
    }

}
