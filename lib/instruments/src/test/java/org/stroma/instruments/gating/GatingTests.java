package org.stroma.instruments.gating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.stroma.instruments.Problem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Refusal;
import org.stroma.instruments.fcs.FcsDataSet;
import org.stroma.instruments.fcs.FcsMaker;
import org.stroma.instruments.fcs.FcsReader;

/** Gates on a grid of our own, and documents that are not as the standard asks. */
class GatingTests {

    private final Problems problems = new Problems("gates.xml");

    /** Events (x, y) for x and y from 0 to 9, with z = 10. */
    private static FcsMaker grid() {
        ByteBuffer data = ByteBuffer.allocate(100 * 12).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 100; i++)
            data.putFloat(i / 10).putFloat(i % 10).putFloat(10);
        return new FcsMaker("FCS3.1").parameters("F", 32, "1024", "X", "Y", "Z").data(100, data.array());
    }

    private static FcsDataSet read(FcsMaker maker) {
        return FcsReader.read(maker.make(), "grid.fcs").first();
    }

    private static String document(String body) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <g:Gating-ML xmlns:g="http://www.isac-net.org/std/Gating-ML/v2.0/gating"
                  xmlns:t="http://www.isac-net.org/std/Gating-ML/v2.0/transformations"
                  xmlns:d="http://www.isac-net.org/std/Gating-ML/v2.0/datatypes">
                """ + body + "</g:Gating-ML>";
    }

    private static String axis(String channel, String more) {
        return "<g:dimension g:compensation-ref=\"uncompensated\" " + more + "><d:fcs-dimension d:name=\"" + channel
                + "\"/></g:dimension>";
    }

    private static String rectangle(String id, String more, String... axes) {
        return "<g:RectangleGate g:id=\"" + id + "\" " + more + ">" + String.join("", axes) + "</g:RectangleGate>";
    }

    private List<Gating.Count> counts(FcsDataSet set, String body) {
        GatingDefinition definition = GatingMlReader.read(document(body).getBytes(StandardCharsets.UTF_8), "gates.xml",
                problems);
        return Gating.of(set, definition, problems).counts();
    }

    private void counts(String body, Object... expected) {
        assertThat(counts(read(grid()), body)).extracting(c -> (Object) c.count()).containsExactly(expected);
    }

    private List<Problem.Code> codes() {
        return problems.list().stream().map(Problem::code).toList();
    }

    @Test
    void aRectangleHasItsLowerLimitAndNotItsUpper() {
        counts(rectangle("R", "", axis("X", "g:min=\"2\" g:max=\"4\""), axis("Y", "g:min=\"8\"")), 2L * 2);
    }

    @Test
    void aParentLimitsItsChildren() {
        counts(rectangle("C", "g:parent_id=\"P\"", axis("Y", "g:max=\"3\""))
                + rectangle("P", "", axis("X", "g:max=\"5\"")),
                15L, 50L);
    }

    @Test
    void aPolygonHasItsBorder() {
        counts("<g:PolygonGate g:id=\"P\">" + axis("X", "") + axis("Y", "") + vertex(1, 1) + vertex(4, 1) + vertex(4, 4)
                + vertex(1, 4) + "</g:PolygonGate>", 16L);
    }

    private static String vertex(double x, double y) {
        return "<g:vertex><g:coordinate d:value=\"" + x + "\"/><g:coordinate d:value=\"" + y + "\"/></g:vertex>";
    }

    @Test
    void aPolygonThatCrossesItselfIsEvenOdd() {
        // two turns round the same square: inside is outside again, only the border stays
        String square = vertex(1, 1) + vertex(4, 1) + vertex(4, 4) + vertex(1, 4);
        counts("<g:PolygonGate g:id=\"P\">" + axis("X", "") + axis("Y", "") + square + square + "</g:PolygonGate>",
                12L);
    }

    private static String ellipsoid(String id, String covariance, String distance) {
        return "<g:EllipsoidGate g:id=\"" + id + "\">" + axis("X", "") + axis("Y", "")
                + "<g:mean><g:coordinate d:value=\"5\"/><g:coordinate d:value=\"5\"/></g:mean><g:covarianceMatrix>"
                + covariance + "</g:covarianceMatrix><g:distanceSquare d:value=\"" + distance
                + "\"/></g:EllipsoidGate>";
    }

    private static String row(double a, double b) {
        return "<g:row><g:entry d:value=\"" + a + "\"/><g:entry d:value=\"" + b + "\"/></g:row>";
    }

    @Test
    void anEllipsoidHasItsBorder() {
        // a circle of radius 2 about (5, 5) holds 13 points of the grid
        counts(ellipsoid("E", row(1, 0) + row(0, 1), "4"), 13L);
    }

    @Test
    void aCovarianceThatIsNoneIsTold() {
        counts(ellipsoid("A", row(1, 2) + row(2, 1), "1") + ellipsoid("B", row(1, 0) + row(1, 1), "1")
                + ellipsoid("C", row(1, 0), "1"));
        assertThat(codes()).containsExactly(GatingProblem.GATE_INVALID, GatingProblem.GATE_INVALID,
                GatingProblem.GATE_INVALID);
    }

    @Test
    void gatesCombine() {
        String gates = rectangle("A", "", axis("X", "g:max=\"5\"")) + rectangle("B", "", axis("Y", "g:max=\"2\""));
        String and = "<g:BooleanGate g:id=\"And\"><g:and><g:gateReference g:ref=\"A\"/>"
                + "<g:gateReference g:ref=\"B\" g:use-as-complement=\"true\"/></g:and></g:BooleanGate>";
        String or = "<g:BooleanGate g:id=\"Or\"><g:or><g:gateReference g:ref=\"A\"/><g:gateReference g:ref=\"B\"/></g:or>"
                + "</g:BooleanGate>";
        String not = "<g:BooleanGate g:id=\"Not\" g:parent_id=\"B\"><g:not><g:gateReference g:ref=\"Or\"/></g:not>"
                + "</g:BooleanGate><g:BooleanGate g:id=\"Not2\"><g:not><g:gateReference g:ref=\"And\"/></g:not></g:BooleanGate>";

        counts(not + or + and + gates, 0L, 60L, 60L, 40L, 50L, 20L);
    }

    @Test
    void aQuadrantLiesBetweenTheCutsAroundItsLocation() {
        counts("<g:QuadrantGate g:id=\"Q\" g:parent_id=\"P\"><g:divider g:id=\"dx\" g:compensation-ref=\"uncompensated\">"
                + "<d:fcs-dimension d:name=\"X\"/><g:value>3</g:value><g:value>6</g:value></g:divider>"
                + "<g:divider g:id=\"dy\" g:compensation-ref=\"uncompensated\"><d:fcs-dimension d:name=\"Y\"/>"
                + "<g:value>5</g:value></g:divider>" + quadrant("low", 0, 0) + quadrant("on a cut", 3, 5)
                + "<g:Quadrant g:id=\"x only\"><g:position g:divider_ref=\"dx\" g:location=\"99\"/></g:Quadrant>"
                + "</g:QuadrantGate>" + rectangle("P", "", axis("Y", "g:min=\"1\"")), 12L, 15L, 36L, 90L);
    }

    private static String quadrant(String id, double x, double y) {
        return "<g:Quadrant g:id=\"" + id + "\"><g:position g:divider_ref=\"dx\" g:location=\"" + x
                + "\"/><g:position g:divider_ref=\"dy\" g:location=\"" + y + "\"/></g:Quadrant>";
    }

    @Test
    void aRatioIsScaledAndBounded() {
        String ratio = "<t:transformation t:id=\"r\" t:boundMax=\"2\"><t:fratio t:A=\"1\" t:B=\"0\" t:C=\"-1\">"
                + "<d:fcs-dimension d:name=\"X\"/><d:fcs-dimension d:name=\"Y\"/></t:fratio></t:transformation>"
                + "<t:transformation t:id=\"half\"><t:flin t:T=\"2\" t:A=\"0\"/></t:transformation>";
        String gate = "<g:RectangleGate g:id=\"R\"><g:dimension g:compensation-ref=\"FCS\" g:transformation-ref=\"half\" "
                + "g:min=\"1\" g:max=\"1.1\"><d:new-dimension d:transformation-ref=\"r\"/></g:dimension></g:RectangleGate>";

        // x / (y + 1) >= 2: 8 for y = 0, 6, 4, 2 for y = 1 to 3
        counts(ratio + gate, 8L + 6 + 4 + 2);
        assertThat(codes()).containsExactly(GatingProblem.FILE_NOT_COMPENSATED);
    }

    private static String matrix(String more, String... rows) {
        StringBuilder text = new StringBuilder("<t:spectrumMatrix t:id=\"M\" " + more + "><t:fluorochromes>");
        text.append("<d:fcs-dimension d:name=\"a\"/><d:fcs-dimension d:name=\"b\"/></t:fluorochromes><t:detectors>")
                .append("<d:fcs-dimension d:name=\"X\"/><d:fcs-dimension d:name=\"Y\"/>");
        text.append(rows[0].split(",").length == 3 || rows.length == 3 ? "<d:fcs-dimension d:name=\"Z\"/>" : "")
                .append("</t:detectors>");
        for (String row : rows) {
            text.append("<t:spectrum>");
            for (String value : row.split(","))
                text.append("<t:coefficient t:value=\"").append(value).append("\"/>");
            text.append("</t:spectrum>");
        }
        return text.append("</t:spectrumMatrix>").toString();
    }

    private static String onMatrix(String name, String more) {
        return "<g:RectangleGate g:id=\"R\"><g:dimension g:compensation-ref=\"M\" " + more
                + "><d:fcs-dimension d:name=\""
                + name + "\"/></g:dimension></g:RectangleGate>";
    }

    @Test
    void aMatrixCompensates() {
        // x = a, y = a / 2 + b, so b = y - x / 2
        counts(matrix("", "1,0.5", "0,1") + onMatrix("b", "g:min=\"0\" g:max=\"0.1\""), 5L);
    }

    @Test
    void aMatrixInvertedAlreadyIsApplied() {
        counts(matrix("t:matrix-inverted-already=\"true\"", "1,-0.5", "0,1")
                + onMatrix("b", "g:min=\"0\" g:max=\"0.1\""), 5L);
    }

    @Test
    void moreDetectorsThanFluorochromesAreUnmixedByLeastSquares() {
        // orthogonal spectra: a = (x + z) / 2, b = y
        counts(matrix("", "1,0,1", "0,1,0") + onMatrix("a", "g:min=\"9\""), 20L);
    }

    @Test
    void theCompensationOfTheFileIsUsed() {
        for (String keyword : List.of("$SPILLOVER", "SPILL")) {
            FcsDataSet set = read(grid().set(keyword, "2,X,Y,1,0.5,0,1"));
            String gate = rectangle("R", "", axis("Y", "g:min=\"0\" g:max=\"0.1\"")).replace("uncompensated", "FCS");

            assertThat(counts(set, gate)).extracting(Gating.Count::count).containsExactly(5L);
        }
        FcsDataSet set = read(grid().set("$COMP", "2,1,0.5,0,1"));
        String gate = rectangle("R", "", axis("Y", "g:min=\"0\" g:max=\"0.1\"")).replace("uncompensated", "FCS");
        assertThat(counts(set, gate)).extracting(Gating.Count::count).containsExactly(5L);
        assertThat(codes()).isEmpty();
    }

    @Test
    void aSingularMatrixIsToldAndItsGatesAreNotApplied() {
        counts(matrix("", "1,1", "1,1") + onMatrix("b", "g:min=\"0\"") + rectangle("S", "", axis("X", "g:max=\"1\"")),
                null, 10L);
        assertThat(codes()).containsExactly(GatingProblem.MATRIX_INVALID, GatingProblem.REFERENCE_UNKNOWN);
    }

    @Test
    void whatIsNotThereIsTold() {
        counts(rectangle("A", "", axis("W", "g:max=\"1\""))
                + rectangle("B", "g:parent_id=\"A\"", axis("X", "g:max=\"1\""))
                + rectangle("C", "", axis("X", "g:max=\"1\" g:transformation-ref=\"none\""))
                + rectangle("D", "g:parent_id=\"nobody\"", axis("X", "g:max=\"1\"")), null, null, null, null);
        assertThat(codes()).containsExactlyInAnyOrder(GatingProblem.CHANNEL_UNKNOWN, GatingProblem.REFERENCE_UNKNOWN,
                GatingProblem.REFERENCE_UNKNOWN, GatingProblem.REFERENCE_UNKNOWN);
    }

    @Test
    void circlesAreTold() {
        counts(rectangle("A", "g:parent_id=\"B\"", axis("X", "g:max=\"1\""))
                + rectangle("B", "g:parent_id=\"A\"", axis("X", "g:max=\"1\"")), null, null);
        assertThat(codes()).containsExactly(GatingProblem.REFERENCE_CIRCLE, GatingProblem.REFERENCE_CIRCLE);
    }

    @Test
    void aHierarchyMayBeDeep() {
        StringBuilder gates = new StringBuilder(rectangle("G0", "", axis("X", "g:max=\"1\"")));
        for (int i = 1; i < 4_000; i++)
            gates.append(rectangle("G" + i, "g:parent_id=\"G" + (i - 1) + "\"", axis("X", "g:max=\"9\"")));

        assertThat(counts(read(grid()), gates.toString())).extracting(Gating.Count::count).containsOnly(10L);
    }

    @Test
    void gatesOfAnotherNamespaceAreTold() {
        counts("<x:RectangleGate xmlns:x=\"urn:other\" x:id=\"A\"/>" + rectangle("B", "", axis("X", "g:max=\"9\"")),
                90L);

        assertThat(codes()).containsExactly(GatingProblem.ELEMENT_UNKNOWN);
    }

    @Test
    void invalidGatesAreToldByLine() {
        counts("\n" + rectangle("A", "") + "\n" + rectangle("B", "", axis("X", "")) + "\n"
                + rectangle("C", "", axis("X", "g:min=\"much\"")) + "<g:BooleanGate g:id=\"D\"><g:and>"
                + "<g:gateReference g:ref=\"A\"/></g:and></g:BooleanGate><g:Other/>");
        assertThat(codes()).containsExactly(GatingProblem.GATE_INVALID, GatingProblem.GATE_INVALID,
                GatingProblem.GATE_INVALID, GatingProblem.GATE_INVALID, GatingProblem.ELEMENT_UNKNOWN);
        assertThat(problems.list()).extracting(p -> p.place().line()).startsWith(6, 7, 8);
    }

    @Test
    void customInfoIsNotRead() {
        counts("<d:custom_info><x xmlns=\"urn:own\"><g:RectangleGate g:id=\"fake\"/></x></d:custom_info>"
                + rectangle("R", "", "<d:custom_info>" + axis("X", "g:max=\"1\"") + "</d:custom_info>",
                        axis("X", "g:max=\"2\"")),
                20L);
        assertThat(codes()).isEmpty();
    }

    @Test
    void documentsWithTypesOrEntitiesAreRefused() {
        String bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>" + document("&b;");
        for (String text : List.of(bomb, "<x/>", "", "<a", document("<g:RectangleGate>")))
            assertThatThrownBy(() -> GatingMlReader.read(text.getBytes(StandardCharsets.UTF_8), "x", problems))
                    .as(text).isInstanceOf(Refusal.class);
    }

    @Test
    void membersAreGivenByNumber() {
        Gating gating = Gating.of(read(grid()), GatingMlReader.read(
                document(rectangle("R", "", axis("X", "g:min=\"9\""))).getBytes(StandardCharsets.UTF_8), "x", problems),
                problems);

        assertThat(gating.members(Set.of("R")).get("R")).hasToString("{90, 91, 92, 93, 94, 95, 96, 97, 98, 99}");
        assertThatThrownBy(() -> gating.members(Set.of("none"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyProblemHasASentenceInBothLanguages() {
        for (GatingProblem code : GatingProblem.values()) {
            Problem problem = new Problem(code.severity(), code, problems.place(), List.of("a", "b"));

            assertThat(problem.message(Locale.ENGLISH)).isNotBlank().isNotEqualTo(problem.message(Locale.CHINESE));
        }
    }

}
