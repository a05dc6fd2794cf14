package org.stroma.app.cli;

import java.util.List;
import java.util.Optional;
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
     */
    record Labelled(String column, List<String> labels, Sample sample) {}

    Labelled read(CsvTable table, Numbers numbers) {
        Columns columns = new Columns(table, numbers);
        List<String> labels = columns.labels(columns.take(label, Columns.LABELS));
        int column = columns.takeValue(value);
        return new Labelled(columns.name(column), labels, columns.sample(column));
    }

    Optional<String> value() {
        return value;
    }

    Optional<String> label() {
        return label;
    }
}
