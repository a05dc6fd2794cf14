package org.stroma.instruments.gating;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.stroma.instruments.Instruments;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Result;
import org.stroma.instruments.SharedFiles;
import org.stroma.instruments.Source;
import org.stroma.instruments.fcs.FcsDataSet;
import org.stroma.instruments.fcs.FcsDocument;
import org.stroma.instruments.fcs.FcsReader;

/** Every gate of the ISAC compliance set against its published truth, event by event. */
class ComplianceTests {

    private static Path folder() {
        return SharedFiles.folder("flow_fcs").resolve("gatingml");
    }

    private static FcsDataSet events() throws IOException {
        return FcsReader.read(Source.of(folder().resolve("data1.fcs"))).first();
    }

    private static BitSet truth(String gate) throws IOException {
        List<String> lines = Files.readAllLines(folder().resolve("Results_" + gate + ".txt"));
        BitSet inside = new BitSet();
        for (int i = 0; i < lines.size(); i++)
            inside.set(i, lines.get(i).strip().equals("1"));
        return inside;
    }

    private static List<Path> documents() {
        return SharedFiles.files(folder()).stream().filter(file -> file.toString().endsWith(".xml")).toList();
    }

    @TestFactory
    List<DynamicTest> everyEventOfEveryGateIsWhereTheTruthSays() throws IOException {
        FcsDataSet set = events();
        List<DynamicTest> tests = new ArrayList<>();
        for (Path document : documents()) {
            Problems problems = new Problems(document.getFileName().toString());
            Gating gating = Gating.of(set, GatingMlReader.read(Source.of(document), problems), problems);
            for (String id : gating.ids())
                if (Files.exists(folder().resolve("Results_" + id + ".txt")))
                    tests.add(DynamicTest.dynamicTest(document.getFileName() + " " + id, () -> {
                        assertThat(problems.hasErrors()).as(problems.list().toString()).isFalse();
                        BitSet wrong = gating.members(Set.of(id)).get(id);
                        wrong.xor(truth(id));
                        assertThat(wrong.cardinality()).isZero();
                    }));
        }
        System.out.println("gates with a published truth: " + tests.size());
        return tests;
    }

    @Test
    void countsEqualTheListOfExpectedCounts() throws IOException {
        FcsDataSet set = events();
        int compared = 0;
        for (String line : Files.readAllLines(folder().resolve("EXPECTED_COUNTS.tsv")).subList(1, 31)) {
            String[] cells = line.split("\t");
            Problems problems = new Problems(cells[0]);
            Gating gating = Gating.of(set, GatingMlReader.read(Source.of(folder().resolve(cells[0])), problems),
                    problems);

            assertThat(gating.counts()).as(line).filteredOn(count -> count.id().equals(cells[1]))
                    .extracting(Gating.Count::count).first().isEqualTo(Long.parseLong(cells[2]));
            compared++;
        }
        assertThat(compared).isEqualTo(30);
    }

    @Test
    void gatesWithoutAPublishedTruthAreAppliedToo() throws IOException {
        Problems problems = new Problems("x");
        Gating not = Gating.of(events(), GatingMlReader.read(Source.of(folder().resolve("gml_boolean_not1_gate.xml")),
                problems), problems);

        assertThat(not.counts()).hasSize(2).allSatisfy(count -> assertThat(count.count()).isPositive());
        assertThat(not.counts().get(0).count() + not.counts().get(1).count()).isEqualTo(13_367);
    }

    @Test
    void theSummaryHasTheCountOfEachGate() throws IOException {
        Result result = Instruments.read(Source.of(folder().resolve("data1.fcs")));
        Problems problems = new Problems("gates.xml");
        GatingDefinition gates = GatingMlReader.read(Source.of(folder().resolve("gml_quadrant2_gate.xml")), problems);

        String json = GatedDocument.of((FcsDocument) ((Result.Accepted) result).document(), gates, problems).json()
                .toString().replaceAll("\\s+", " ");

        assertThat(json).contains("\"events\": 13367", "\"gates\": [ { \"id\": \"FSCN-SSCN\", \"count\": 398 }");
    }

}
