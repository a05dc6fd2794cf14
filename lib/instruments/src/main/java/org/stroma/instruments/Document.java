package org.stroma.instruments;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

import org.stroma.instruments.json.JsonObject;

/** What a file says, in a form that outlives the file: JSON for machines, tables for people. */
public interface Document {

    /**
     * A table for people.
     *
     * @param title what it shows
     * @param header one name per column
     * @param rows cells as text, each row as long as the header; of a large table a row is made when it is asked for
     */
    record Table(String title, List<String> header, List<List<String>> rows) {

        public Table {
            header = List.copyOf(header);
            rows = Collections.unmodifiableList(rows);
        }

    }

    /** Allotrope Simple Model JSON where the technique has one; otherwise the summary of the format's package. */
    JsonObject json();

    /** The same for people, in the words of the locale. */
    List<Table> tables(Locale locale);

}
