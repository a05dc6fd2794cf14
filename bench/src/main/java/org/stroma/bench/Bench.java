package org.stroma.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs benchmarks by name and prints each figure with its ratio to the peer of the same run. */
public final class Bench {
    private static final List<String> NAMES = List.of("shelf-life", "potency", "chart", "flow", "formats", "ledger",
            "verify", "trace", "search", "gate", "start");

    private final PrintStream out;

    private Bench(PrintStream out) {
        this.out = out;
    }

    /** Names are those of docs/performance.md; none means all. */
    public static void main(String[] names) throws Exception {
        List<String> asked = names.length == 0 ? NAMES : Arrays.asList(names);
        for (String name : asked) {
            if (!NAMES.contains(name)) {
                System.err.println("bench: " + name + " is none of " + String.join(", ", NAMES));
                System.exit(2);
            }
        }
        Bench bench = new Bench(System.out);
        for (String name : asked) {
            bench.run(name);
        }
    }

    private void run(String name) throws Exception {
        out.println();
        switch (name) {
            case "ledger" -> LedgerBench.run(out);
            case "verify" -> VerifyBench.run(out);
            case "trace" -> TraceBench.run(out);
            case "search" -> SearchBench.run(out);
            case "gate" -> GateBench.run(out);
            case "start" -> StartBench.run(out);
            default -> table(name);
        }
    }

    private void table(String name) throws RunnerException, IOException {
        out.println("| " + name + " | median | peer of the run | ratio |");
        out.println("| --- | --- | --- | --- |");
        switch (name) {
            case "shelf-life" -> {
                Map<String, Double> times = shots(ShelfLifeBenchmark.class);
                row("50 lots × 10 attributes, Stroma", times, "shelfLives", "plainFits");
                peers(times, "shelfLives", RPeer.shelfLife());
            }
            case "potency" -> {
                Map<String, Double> times = shots(PotencyBenchmark.class);
                row("1,000 assays, parallel lines", times, "parallelLines", "plainFits");
                row("1,000 assays, four-parameter curves", times, "fourParameterCurves", "plainFits");
                peers(times, "parallelLines", RPeer.potency());
            }
            case "chart" -> {
                Map<String, Double> times = shots(ChartBenchmark.class);
                for (String chart : List.of("individuals", "individualsWithAllRules", "ewma", "cusum")) {
                    row("1,000,000 points, " + chart, times, chart, "plainMoments");
                }
            }
            case "flow" -> {
                Map<String, Double> times = shots(FlowBenchmark.class);
                row("FCS 100 MB, every value", times, "events", "bytes");
                row("FCS 100 MB with a check word, every value", times, "checkedEvents", "bytes");
                row("FCS 100 MB, three gates", times, "gates", "events");
                out.printf(Locale.ROOT, "| three gates | %.1f million events/s | | |%n",
                        FlowFile.EVENTS / 1000.0 / time(times, "gates"));
            }
            default -> formats();
        }
    }

    private void row(String what, Map<String, Double> times, String name, String peer) {
        out.printf(Locale.ROOT, "| %s | %.1f ms | %s %.1f ms | %.2f |%n", what, time(times, name), peer,
                time(times, peer), time(times, name) / time(times, peer));
    }

    private void peers(Map<String, Double> times, String name, RPeer.Outcome peer) {
        if (peer instanceof RPeer.Outcome.Measured measured) {
            out.printf(Locale.ROOT, "| the same against R | %.1f ms | %s %.1f ms | %.4f |%n", time(times, name),
                    measured.version(), measured.milliseconds(), time(times, name) / measured.milliseconds());
        } else {
            out.println("| the same against R | | R is not installed | |");
        }
    }

    private static double time(Map<String, Double> times, String name) {
        Double time = times.get(name);
        if (time == null) {
            throw new IllegalArgumentException("no benchmark " + name);
        }
        return time;
    }

    private static Map<String, Double> shots(Class<?> benchmark) throws RunnerException {
        return medians(options(benchmark).warmupIterations(5).measurementIterations(9).build());
    }

    private void formats() throws RunnerException, IOException {
        List<String> families = FormatBenchmark.families();
        if (families.isEmpty()) {
            out.println("| no files below " + FormatBenchmark.shared() + " | | | |");
            return;
        }
        for (String family : families) {
            Map<String, Double> times = medians(options(FormatBenchmark.class).param("family", family)
                    .warmupIterations(3).warmupTime(TimeValue.seconds(2)).measurementIterations(3)
                    .measurementTime(TimeValue.seconds(1)).build());
            double size = FormatBenchmark.size(family) / 1e6;
            out.printf(Locale.ROOT, "| %s, %.2f MB | %.1f MB/s | lines %.1f MB/s | %.1f |%n", family, size,
                    size / time(times, "read") * 1000, size / time(times, "lines") * 1000,
                    time(times, "read") / time(times, "lines"));
        }
    }

    private static ChainedOptionsBuilder options(Class<?> benchmark) {
        return new OptionsBuilder().include(benchmark.getName() + "\\.").forks(1).verbosity(VerboseMode.SILENT)
                .jvmArgs("-Xmx3g", "--sun-misc-unsafe-memory-access=allow",
                        "-Dstroma.shared=" + System.getProperty("stroma.shared", "../shared"));
    }

    private static Map<String, Double> medians(org.openjdk.jmh.runner.options.Options options) throws RunnerException {
        Collection<RunResult> results = new Runner(options).run();
        Map<String, Double> medians = new LinkedHashMap<>();
        for (RunResult result : results) {
            medians.put(result.getPrimaryResult().getLabel(),
                    result.getPrimaryResult().getStatistics().getPercentile(50));
        }
        return medians;
    }
}
