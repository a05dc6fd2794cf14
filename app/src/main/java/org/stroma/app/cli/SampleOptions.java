package org.stroma.app.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.stroma.statistics.Sample;
import picocli.CommandLine.Option;

/** Which columns hold one sample of values. */
final class SampleOptions {
    @Option(names = "--value", paramLabel = "COL", description = "Column of the values, where its name does not tell.")
    private Optional<String> value = Optional.empty();

    @Option(names = "--label", paramLabel = "COL", description = "Column that names the values.")
    private Optional<String> label = Optional.empty();

    /**
     * A sample with a name for each value.
     *
     * @param column name of the column
     * @param labels of the values
     * @param missing how many values were not there
     */
    record Labelled(String column, List<String> labels, Sample sample, int missing) {}

    Labelled read(CsvTable table, Numbers numbers) {
        Columns columns = new Columns(table, numbers);
        Optional<Integer> named = columns.take(label, Columns.LABELS);
        int column = columns.takeValue(value);
        List<String> labels = columns.labels(named);
        double[] all = columns.numbersWithGaps(column);
        List<String> kept = IntStream.range(0, all.length).filter(i -> !Double.isNaN(all[i])).mapToObj(labels::get)
                .toList();
        return new Labelled(columns.name(column), kept, columns.measured(column).sample(column),
                all.length - kept.size());
    }

    Optional<String> value() {
        return value;
    }

    Optional<String> label() {
        return label;
    }
}
