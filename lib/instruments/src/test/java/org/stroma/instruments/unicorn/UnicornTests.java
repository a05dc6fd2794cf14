package org.stroma.instruments.unicorn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stroma.instruments.Asm;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.ZipMaker;

class UnicornTests {

    private static final String RESULT = "<ResultData UNICORNVersion=\"7.7.0\"><SystemName>AKTA-1</SystemName>"
            + "<BatchId>B-1</BatchId><ResultSearchCriterias><ResultSearchCriteria><Keyword1>Sample_ID</Keyword1>"
            + "<Keyword2>EV-7</Keyword2></ResultSearchCriteria></ResultSearchCriterias>"
            + "<CreatedBy>AN-1</CreatedBy></ResultData>";
    private static final String EVENTS = "<EventCurves><EventCurve EventCurveType=\"Fraction\"><Events>"
            + "<Event EventType=\"Other\"><EventText>no</EventText></Event><Event EventType=\"Fraction\">"
            + "<EventTime>1.5</EventTime><EventVolume>2.50</EventVolume><EventText>A1</EventText></Event>"
            + "</Events></EventCurve><EventCurve EventCurveType=\"Logbook\"><Events>"
            + "<Event EventType=\"Method\" EventSubType=\"BlockStart\">"
            + "<EventText>Phase Elution (Issued) (Processing) (Completed)</EventText></Event>"
            + "<Event EventType=\"Method\" EventSubType=\"BlockEnd\"><EventText>End Phase</EventText></Event>"
            + "<Event EventType=\"System\"><EventText>Hold</EventText></Event></Events></EventCurve></EventCurves>";

    private static byte[] singles(float... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(47 + 4 * numbers.length + 48).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < numbers.length; i++)
            bytes.putFloat(47 + 4 * i, numbers[i]);
        return bytes.array();
    }

    private static byte[] curve(String type, byte[] volumes, byte[] values) {
        return new ZipMaker().add("CoordinateData.VolumesDataType", type)
                .add("CoordinateData.Volumes", volumes)
                .add("CoordinateData.AmplitudesDataType", type)
                .add("CoordinateData.Amplitudes", values)
                .bytes();
    }

    private static String curve(String name, String file) {
        return "<Curve CurveDataType=\"X\"><Name>" + name + "</Name><MethodStartTime>2026-03-13T10:00:00.000"
                + "</MethodStartTime><MethodStartTimeUtcOffsetMinutes>480</MethodStartTimeUtcOffsetMinutes><CurvePoints>"
                + "<CurvePoint><BinaryCurvePointsFileName>" + file
                + "</BinaryCurvePointsFileName></CurvePoint></CurvePoints></Curve>";
    }

    private static Map<String, byte[]> entries(String... names) {
        StringBuilder curves = new StringBuilder();
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            curves.append(curve(names[i], "Chrom.1_" + (i + 1) + "_True"));
            entries.put("Chrom.1_" + (i + 1) + "_True",
                    curve("System.Single[]", singles(0, 0.5f, 1), singles(1.5f, -2, 3)));
        }
        entries.put("Result.xml", bytes(RESULT));
        entries.put("Chrom.1.Xml",
                bytes("\uFEFF<Chromatogram FormatVersion=\"9\"><Curves>" + curves + "</Curves>" + EVENTS
                        + "</Chromatogram>\0\0"));
        entries.put("SystemData", new ZipMaker().add("Xml",
                "\5<Systems><System><InstrumentConfiguration Description=\"AKTA pure\"/></System></Systems>").bytes());
        return entries;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> entries) {
        ZipMaker zip = new ZipMaker();
        entries.forEach(zip::add);
        return zip.bytes();
    }

    @Test
    void readsCurvesFractionsAndLog() {
        Object json = Asm.accepted(zip(entries("UV 1_280", "Cond", "pH")));

        assertThat(Asm.texts(json, "label")).containsExactly("UV 1_280", "Cond", "pH");
        assertThat(Asm.texts(json, "measures").toString()).contains("[1.5, -2, 3]").contains("[0.15, -0.2, 0.3]");
        assertThat(Asm.texts(json, "injection time")).containsOnly("2026-03-13T10:00:00+00:00");
        assertThat(Asm.texts(json, "sample identifier")).containsOnly("EV-7");
        assertThat(Asm.texts(json, "index")).containsExactly("Fraction Event 2", "Run Log Event 1", "Run Log Event 2",
                "Run Log Event 3");
        assertThat(Asm.texts(json, "method identifier")).containsExactly("Elution", "Elution");
        assertThat(Asm.texts(json, "retention time")).containsExactly("90.0");
    }

    private static Map<String, byte[]> withOffset(String offset, String... criteria) {
        Map<String, byte[]> entries = entries("UV");
        StringBuilder more = new StringBuilder("</Keyword2></ResultSearchCriteria>");
        for (int i = 0; i < criteria.length; i += 2)
            more.append("<ResultSearchCriteria><Keyword1>" + criteria[i] + "</Keyword1><Keyword2>" + criteria[i + 1]
                    + "</Keyword2></ResultSearchCriteria>");
        String result = RESULT.replace("</Keyword2></ResultSearchCriteria>", more);
        entries.put("Result.xml", bytes(result));
        entries.computeIfPresent("Chrom.1.Xml",
                (name, old) -> bytes(new String(old, StandardCharsets.UTF_8).replace(">480<", ">" + offset + "<")));
        return entries;
    }

    private static List<List<String>> writtenOtherwise(Map<String, byte[]> entries) {
        return Asm.problems(zip(entries))
                .stream()
                .filter(problem -> problem.code() == FileProblem.WRITTEN_OTHERWISE)
                .map(Problem::parameters)
                .toList();
    }

    @Test
    void namesTheLastSampleAndTellsTheOthers() {
        Map<String, byte[]> entries = withOffset("0", "Sample_ID_2", "EV-8", "Sample_ID_3", "", "Sample volume_2",
                "2.5");

        Object json = Asm.accepted(zip(entries));

        assertThat(Asm.texts(json, "sample identifier")).containsExactly("EV-8");
        assertThat(Asm.texts(json, "sample identifier 2")).isEmpty();
        assertThat(Asm.texts(json, "sample volume 2")).containsExactly("2.5");
        assertThat(writtenOtherwise(entries)).containsExactly(List.of("Sample_ID", "EV-7", "EV-8"));
        assertThat(writtenOtherwise(withOffset("0", "Sample_ID_2", "EV-8", "Sample_ID_3", "EV-9"))).containsExactly(
                List.of("Sample_ID", "EV-7", "EV-9"), List.of("Sample_ID_2", "EV-8", "EV-9"));
    }

    @Test
    void tellsAnOffsetThatIsNotInTheTime() {
        assertThat(writtenOtherwise(withOffset("480")))
                .containsExactly(List.of("MethodStartTimeUtcOffsetMinutes", "480", "+00:00"));
        assertThat(Asm.codes(zip(withOffset("480")))).doesNotContain(FileProblem.TIME_ZONE_NOT_DECLARED);
        assertThat(writtenOtherwise(withOffset("0"))).isEmpty();
        assertThat(Asm.codes(zip(withOffset("unknown")))).contains(FileProblem.TIME_ZONE_NOT_DECLARED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UV", "UV1_280", "UV 2_260", "UV3_214", "Cond", "% Cond", "pH", "Conc B", "DeltaC pressure",
            "PreC pressure", "Sample flow (CV/h)", "System flow", "Sample linear flow", "Cond temp"})
    void knowsACurveByItsName(String name) {
        Object json = Asm.accepted(zip(entries(name)));

        assertThat(Asm.texts(json, "label")).containsExactly(name);
        assertThat(Asm.all(json, "measurement identifier")).hasSize(1);
    }

    @Test
    void tellsACurveItDoesNotKnow() {
        assertThat(Asm.codes(zip(entries("UV", "Fan speed")))).contains(UnicornProblem.CURVE_LEFT_OUT);
    }

    @Test
    void tellsVolumesThatDoNotIncrease() {
        Map<String, byte[]> entries = entries("UV");
        entries.put("Chrom.1_1_True", curve("System.Single[]", singles(5, 1, 2), singles(1, 2, Float.NaN)));

        assertThat(Asm.codes(zip(entries))).contains(UnicornProblem.VOLUMES_NOT_ASCENDING,
                UnicornProblem.POINTS_WITHOUT_NUMBER);
    }

    @Test
    void refusesPointsOfAnotherTypeOrNumber() {
        Map<String, byte[]> entries = entries("UV");
        entries.put("Chrom.1_1_True", curve("System.Double[]", singles(1, 2), singles(1, 2)));
        assertThat(Asm.refused(zip(entries)).code()).isEqualTo(FileProblem.UNSUPPORTED);

        entries.put("Chrom.1_1_True", curve("System.Single[]", singles(1, 2), singles(1)));
        assertThat(Asm.refused(zip(entries)).code()).isEqualTo(FileProblem.CONTRADICTION);
    }

    @Test
    void refusesACurveWhosePointsAreNotThere() {
        Map<String, byte[]> entries = entries("UV");
        entries.remove("Chrom.1_1_True");

        Problem problem = Asm.refused(zip(entries));
        assertThat(problem.code()).isEqualTo(FileProblem.MISSING_SECTION);
        assertThat(problem.parameters()).containsExactly("Chrom.1_1_True");
    }

    @Test
    void refusesAResultWithoutAnyKnownCurve() {
        assertThat(Asm.refused(zip(entries("Fan speed"))).code()).isEqualTo(FileProblem.MISSING_SECTION);
    }

    @Test
    void refusesABombInsideTheArchive() {
        Map<String, byte[]> entries = entries("UV");
        entries.put("Chrom.1_1_True", curve("System.Single[]", new byte[64 << 20], singles(1)));

        assertThat(Asm.refused(zip(entries)).code()).isEqualTo(FileProblem.UNPACKS_TOO_LARGE);
    }

    @Test
    void refusesEntities() {
        Map<String, byte[]> entries = entries("UV");
        entries.put("Result.xml", bytes("<!DOCTYPE a [<!ENTITY b \"c\">]><ResultData>&b;</ResultData>"));

        assertThat(Asm.refused(zip(entries)).code()).isEqualTo(FileProblem.XML_DECLARES_TYPE);
    }

    @Test
    void refusesAnInnerArchiveThatIsNone() {
        Map<String, byte[]> entries = entries("UV");
        entries.put("Chrom.1_1_True", bytes("not an archive"));

        assertThat(Asm.refused(zip(entries)).code()).isEqualTo(FileProblem.CORRUPT);
    }

    @ParameterizedTest
    @EnumSource(UnicornProblem.class)
    void everyCodeHasASentenceInBothLanguages(UnicornProblem code) {
        Problem problem = new Problem(code.severity(), code, Place.file("f"), List.of("p0", "p1"));

        assertThat(problem.message(Locale.ENGLISH)).isNotBlank().doesNotContain("{");
        assertThat(problem.message(Locale.SIMPLIFIED_CHINESE)).matches("(?s).*\\p{IsHan}.*").doesNotContain("{");
    }

}
