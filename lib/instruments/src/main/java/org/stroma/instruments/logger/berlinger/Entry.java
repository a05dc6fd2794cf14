package org.stroma.instruments.logger.berlinger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One {@code key: value} of the file with what is indented below it. A section without a key of its own value has the empty
 * value; a table such as {@code Data} has rows.
 */
record Entry(String key, String value, int line, int column, List<Entry> children, List<Row> rows) {

    /** A tab-separated row of a table, without its leading tab. */
    record Row(List<String> cells, int line) {}

    Entry(String key, String value, int line, int column) {
        this(key, value, line, column, new ArrayList<>(), new ArrayList<>());
    }

    Optional<Entry> child(String name) {
        return children.stream().filter(entry -> entry.key.equals(name)).findFirst();
    }

    List<Entry> children(String name) {
        return child(name).map(Entry::children).orElse(List.of());
    }

    String text(String name) {
        return child(name).map(Entry::value).orElse("");
    }

}
