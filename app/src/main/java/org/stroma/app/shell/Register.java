package org.stroma.app.shell;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stroma.app.people.Actor;

/**
 * A register 台账: rows of one kind that people filter, print and export; a bean of each module that keeps one. It shows to an
 * actor what its module would show him, and nothing else.
 */
public interface Register {
    /** Last part of the address and of the message keys {@code register.<key>}. */
    String key();

    /** Position among the registers. */
    int order();

    boolean visibleTo(Actor actor);

    /** Columns from left to right. */
    List<Column> columns();

    /** States to filter by, in the reader's language; empty where rows have none. */
    List<Choice> states();

    /** The rows that pass a filter, newest first: {@code limit} of them after the first {@code offset}. */
    Found find(Actor actor, Filter filter, int offset, int limit);

    /** A leaf of the rows that pass a filter, newest first, turned from the keys of another leaf. */
    default Leaf leaf(Actor actor, Filter filter, Turn turn, int limit) {
        int at = turn.key().matches("\\d{1,9}") ? Integer.parseInt(turn.key()) : 0;
        int start = turn.back() ? Math.max(0, at - limit) : at;
        Found found = find(actor, filter, start, limit);
        return new Leaf(found, Integer.toString(start), Integer.toString(start + found.rows().size()));
    }

    /**
     * Where a leaf is turned to.
     *
     * @param key of the row that it follows, or that it precedes when it is turned back; empty for the first leaf
     */
    record Turn(String key, boolean back) {
        public static final Turn FIRST = new Turn("", false);
    }

    /** A leaf with the keys from which the one before it and the one after it are turned to. */
    record Leaf(Found found, String first, String last) {}

    /**
     * One column.
     *
     * @param key message key of its head
     * @param number whether it holds numbers, which stand at the right
     */
    record Column(String key, boolean number) {
        public static Column text(String key) {
            return new Column(key, false);
        }

        public static Column number(String key) {
            return new Column(key, true);
        }
    }

    /** A state and what it is called. */
    record Choice(String code, String name) {}

    /**
     * What a reader looks for.
     *
     * @param text in any of the columns; blank finds all
     * @param state code of a state; blank finds all
     * @param from first day
     * @param until last day, itself included
     */
    record Filter(String text, String state, @Nullable LocalDate from, @Nullable LocalDate until) {
        public static final Filter NONE = new Filter("", "", null, null);
    }

    /**
     * One cell, in the reader's language.
     *
     * @param tone GOOD, BAD, WARN or QUIET where it is a state; empty elsewhere
     * @param path the page of what it names; empty where it has none
     */
    record Cell(String text, String tone, String path) {
        public static Cell of(@Nullable String text) {
            return new Cell(text == null ? "" : text, "", "");
        }

        public static Cell link(String text, String path) {
            return new Cell(text, "", path);
        }

        public static Cell state(String text, String tone) {
            return new Cell(text, tone, "");
        }
    }

    /**
     * What was found.
     *
     * @param total how many rows pass the filter altogether
     */
    record Found(List<List<Cell>> rows, int total) {
        public Found {
            rows = rows.stream().map(List::copyOf).toList();
        }
    }
}
