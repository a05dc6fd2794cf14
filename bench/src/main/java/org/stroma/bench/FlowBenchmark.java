package org.stroma.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Source;
import org.stroma.instruments.fcs.FcsDataSet;
import org.stroma.instruments.fcs.FcsReader;
import org.stroma.instruments.gating.Gating;
import org.stroma.instruments.gating.GatingDefinition;
import org.stroma.instruments.gating.GatingMlReader;

/**
 * A flow cytometry file of 100 MB. The limit is reading its bytes into memory; the goal for reading every value of every event
 * is twice that. Gates are counted beside it: a polygon, a rectangle on a logicle scale, and both together.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class FlowBenchmark {
    private static final String GATES = """
            <gating:Gating-ML xmlns:gating="http://www.isac-net.org/std/Gating-ML/v2.0/gating"
                xmlns:data-type="http://www.isac-net.org/std/Gating-ML/v2.0/datatypes"
                xmlns:transforms="http://www.isac-net.org/std/Gating-ML/v2.0/transformations">
              <transforms:transformation transforms:id="logicle">
                <transforms:logicle transforms:T="262144" transforms:W="0.5" transforms:M="4.5" transforms:A="0"/>
              </transforms:transformation>
              <gating:PolygonGate gating:id="polygon">
                <gating:dimension gating:compensation-ref="uncompensated"><data-type:fcs-dimension data-type:name="FL1-A"/></gating:dimension>
                <gating:dimension gating:compensation-ref="uncompensated"><data-type:fcs-dimension data-type:name="FL2-A"/></gating:dimension>
                <gating:vertex><gating:coordinate data-type:value="100"/><gating:coordinate data-type:value="100"/></gating:vertex>
                <gating:vertex><gating:coordinate data-type:value="1500"/><gating:coordinate data-type:value="200"/></gating:vertex>
                <gating:vertex><gating:coordinate data-type:value="1800"/><gating:coordinate data-type:value="1600"/></gating:vertex>
                <gating:vertex><gating:coordinate data-type:value="300"/><gating:coordinate data-type:value="1900"/></gating:vertex>
              </gating:PolygonGate>
              <gating:RectangleGate gating:id="rectangle">
                <gating:dimension gating:transformation-ref="logicle" gating:compensation-ref="uncompensated" gating:min="0.3" gating:max="0.9"><data-type:fcs-dimension data-type:name="FL3-A"/></gating:dimension>
              </gating:RectangleGate>
              <gating:BooleanGate gating:id="both">
                <gating:and><gating:gateReference gating:ref="polygon"/><gating:gateReference gating:ref="rectangle"/></gating:and>
              </gating:BooleanGate>
            </gating:Gating-ML>
            """;

    private Path file = Path.of("");
    private Path checked = Path.of("");
    private GatingDefinition gates = definition();

    private static GatingDefinition definition() {
        Problems problems = new Problems("gates.xml");
        GatingDefinition read = GatingMlReader.read(Source.of(GATES.getBytes(StandardCharsets.UTF_8), "gates.xml"),
                problems);
        if (problems.hasErrors()) {
            throw new IllegalStateException(problems.list().toString());
        }
        return read;
    }

    /** Writes the file. */
    @Setup(Level.Trial)
    public void write() throws IOException {
        file = FlowFile.write(Files.createTempDirectory("stroma-bench"));
        checked = Files.copy(file, file.resolveSibling("checked.fcs"));
        Files.writeString(checked, "00000001", StandardOpenOption.APPEND);
    }

    /** Removes it. */
    @TearDown(Level.Trial)
    public void remove() throws IOException {
        Files.delete(file);
        Files.delete(checked);
        Files.delete(file.toAbsolutePath().getParent());
    }

    /** The bytes alone. */
    @Benchmark
    public int bytes() throws IOException {
        return Files.readAllBytes(file).length;
    }

    /** Header, keywords, parameters, and every value of every event as a double. */
    @Benchmark
    public double events() throws IOException {
        return everyValue(set(file));
    }

    /** The same of a file with a check word, which is computed over all bytes. */
    @Benchmark
    public double checkedEvents() throws IOException {
        return everyValue(set(checked));
    }

    private static double everyValue(FcsDataSet set) {
        double[] sum = {0};
        set.events().forEachBlock(4096, (first, count, columns) -> {
            for (double[] column : columns) {
                sum[0] += column[count - 1];
            }
        });
        return sum[0];
    }

    /** Three gates over all events. */
    @Benchmark
    public List<Gating.Count> gates() throws IOException {
        Problems problems = new Problems("events.fcs");
        List<Gating.Count> counts = Gating.of(set(file), gates, problems).counts();
        if (counts.stream().anyMatch(count -> count.find().isEmpty())) {
            throw new IllegalStateException("a gate could not be applied: " + problems.list());
        }
        return counts;
    }

    private static FcsDataSet set(Path file) throws IOException {
        return FcsReader.read(Source.of(file)).dataSets().getFirst();
    }
}
