package org.stroma.instruments.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.stroma.instruments.Problem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.fcs.FcsDataSet;
import org.stroma.instruments.fcs.FcsMaker;
import org.stroma.instruments.fcs.FcsReader;
import org.stroma.instruments.gating.GatingDefinition;
import org.stroma.instruments.gating.GatingMlReader;

/** A tube of our own: 1,000 events, 900 of them cells, with markers of known frequency. */
class MarkerPanelTests {

    private final Problems problems = new Problems("tube.fcs");

    private static FcsDataSet tube() {
        ByteBuffer data = ByteBuffer.allocate(1_000 * 12).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 1_000; i++) {
            data.putFloat(i < 900 ? 500 : 10); // cells and debris
            data.putFloat(i < 895 || i >= 990 ? 5_000 : 20); // CD73: 895 of the cells and 10 of the debris
            data.putFloat(i % 100 == 0 ? 5_000 : 20); // CD45: 9 of the cells
        }
        return FcsReader.read(new FcsMaker("FCS3.1").parameters("F", 32, "262144", "FSC-A", "APC-A", "PE-A")
                .set("$P2S", "CD73 APC").set("$P3S", "CD45 PE").data(1_000, data.array()).make(), "tube.fcs").first();
    }

    private static String gate(String id, String parent, String channel, String min) {
        return "<g:RectangleGate g:id=\"" + id + "\"" + (parent.isEmpty() ? "" : " g:parent_id=\"" + parent + "\"")
                + "><g:dimension g:compensation-ref=\"uncompensated\" g:min=\"" + min + "\"><d:fcs-dimension d:name=\""
                + channel + "\"/></g:dimension></g:RectangleGate>";
    }

    private GatingDefinition gates() {
        String text = "<g:Gating-ML xmlns:g=\"http://www.isac-net.org/std/Gating-ML/v2.0/gating\" "
                + "xmlns:d=\"http://www.isac-net.org/std/Gating-ML/v2.0/datatypes\">"
                + gate("cells", "", "FSC-A", "100")
                + gate("CD73+", "cells", "APC-A", "1000") + gate("CD45+", "cells", "PE-A", "1000")
                + gate("all CD73+", "", "APC-A", "1000") + gate("none", "", "FSC-A", "9000")
                + gate("in none", "none", "APC-A", "1000") + "</g:Gating-ML>";
        return GatingMlReader.read(text.getBytes(StandardCharsets.UTF_8), "gates.xml", problems);
    }

    private List<MarkerResult> measure(Marker... markers) {
        return MarkerPanel.measure(tube(), gates(), List.of(markers), problems);
    }

    private List<Problem.Code> codes() {
        return problems.list().stream().map(Problem::code).toList();
    }

    @Test
    void eachMarkerIsMeasuredAloneInItsPopulation() {
        List<MarkerResult> results = measure(Marker.of("CD73", "CD73+"), Marker.of("CD45", "CD45+"));

        assertThat(results.get(0)).isEqualTo(
                new MarkerResult("CD73", "CD73+", "cells", List.of("APC-A"), List.of("CD73 APC"), 895, 900));
        assertThat(results.get(0).percent().orElseThrow()).isEqualByComparingTo("99.44444444444444");
        assertThat(results.get(1).percent().orElseThrow()).isEqualByComparingTo("1");
        assertThat(codes()).isEmpty();
    }

    @Test
    void thePopulationMayBeNamed() {
        assertThat(measure(new Marker("CD73", "all CD73+", "cells")).getFirst().positive()).isEqualTo(895);
        MarkerResult ofAll = measure(Marker.of("CD73", "all CD73+")).getFirst();
        assertThat(ofAll.positive()).isEqualTo(905);
        assertThat(ofAll.events()).isEqualTo(1_000);
    }

    @Test
    void anEmptyPopulationHasNoPercentage() {
        assertThat(measure(Marker.of("CD73", "in none")).getFirst().percent()).isEmpty();
        assertThat(codes()).containsExactly(PanelProblem.POPULATION_EMPTY);
    }

    @Test
    void gatesThatAreNotThereAndMarkersAskedTwiceAreTold() {
        List<MarkerResult> results = measure(Marker.of("CD90", "CD90+"), Marker.of("CD73", "CD73+"),
                Marker.of("CD73", "all CD73+"));

        assertThat(results).hasSize(1);
        assertThat(codes()).containsExactly(PanelProblem.GATE_NOT_APPLIED, PanelProblem.MARKER_REPEATED);
    }

    @Test
    void aGateOnTheChannelOfAnotherStainIsTold() {
        measure(Marker.of("CD105", "CD73+"));

        assertThat(codes()).containsExactly(PanelProblem.STAIN_DIFFERS);
    }

    @Test
    void resultsAreJson() {
        assertThat(measure(Marker.of("CD45", "CD45+")).getFirst().json().toString()).contains("\"positive\": 9",
                "\"events\": 900", "\"percent\": 1");
    }

    @Test
    void everyProblemHasASentenceInBothLanguages() {
        for (PanelProblem code : PanelProblem.values()) {
            Problem problem = new Problem(code.severity(), code, problems.place(), List.of("a", "b"));

            assertThat(problem.message(Locale.ENGLISH)).isNotBlank().isNotEqualTo(problem.message(Locale.CHINESE));
        }
    }

}
