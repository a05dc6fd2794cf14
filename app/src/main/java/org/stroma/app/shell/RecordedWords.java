package org.stroma.app.shell;

import java.util.Optional;

/** What a recorded value is called; implemented as a bean by each module whose tables hold codes, or numbers of other rows. */
public interface RecordedWords {
    /**
     * Words for a value in the reader's language; empty where this module has none for it.
     *
     * @param table schema and name, such as {@code genealogy.unit}
     */
    Optional<String> find(String table, String column, String value);

    /** The path of the page that shows a row; empty where this module has none for it. */
    default Optional<String> page(String table, String key) {
        return Optional.empty();
    }
}
