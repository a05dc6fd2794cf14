package org.stroma.instruments.logger.berlinger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.logger.LoggerProblem;
import org.stroma.instruments.logger.berlinger.Entry.Row;

/**
 * Turns the lines of a file into entries. The grammar, as the files show it: one space of indentation per level;
 * {@code Key: value}, several of them on a line separated by a comma and a space; {@code Key:} opens a level; lines that
 * begin with a tab are rows of the table opened last.
 */
final class EntryParser {

    private static final int DEEPEST = 16;
    private static final String FREE_TEXT = "User String";

    private final Problems problems;
    private final Deque<Entry> open = new ArrayDeque<>();
    private final Deque<Integer> levels = new ArrayDeque<>();

    private EntryParser(Problems problems) {
        this.problems = problems;
    }

    static Entry parse(List<String> lines, Problems problems) {
        EntryParser parser = new EntryParser(problems);
        Entry root = new Entry("", "", 0, 0);
        parser.open.push(root);
        parser.levels.push(-1);
        for (int i = 0; i < lines.size(); i++)
            parser.line(lines.get(i), i + 1);
        return root;
    }

    private void line(String text, int number) {
        if (text.isBlank())
            return;
        if (text.charAt(0) == '\t') {
            row(text, number);
            return;
        }
        int level = 0;
        while (text.charAt(level) == ' ')
            level++;
        if (text.indexOf(':') < 0) {
            problems.add(problems.place(number), LoggerProblem.STRAY_LINE, excerpt(text));
            return;
        }
        while (levels.getFirst() >= level) {
            levels.pop();
            open.pop();
        }
        entries(text, level, number);
    }

    private void row(String text, int number) {
        Entry table = open.getFirst();
        if (table.key().isEmpty()) {
            problems.add(problems.place(number), LoggerProblem.STRAY_LINE, excerpt(text));
            return;
        }
        table.rows().add(new Row(List.of(text.substring(1).split("\t", -1)), number));
    }

    private void entries(String text, int level, int number) {
        Entry parent = open.getFirst();
        Entry last = parent;
        int start = level;
        while (start < text.length()) {
            int end = nextEntry(text, start);
            last = entry(text, start, end, number);
            parent.children().add(last);
            start = end + 2;
        }
        if (levels.size() > DEEPEST)
            throw problems.refuse(problems.place(number), FileProblem.NESTED_TOO_DEEP, Integer.toString(DEEPEST));
        open.push(last);
        levels.push(level);
    }

    private static Entry entry(String text, int start, int end, int number) {
        int colon = text.indexOf(':', start);
        String key = colon < 0 || colon > end ? text.substring(start, end) : text.substring(start, colon);
        String value = colon < 0 || colon > end ? "" : text.substring(colon + 1, end);
        return new Entry(key.strip(), value.strip(), number, start + 1);
    }

    /**
     * The end of the entry that begins at {@code start}: the comma before the next {@code , Key:}, or the line's end. What
     * a user typed ({@code User String 1}) is never split.
     */
    private static int nextEntry(String text, int start) {
        int comma = text.startsWith(FREE_TEXT, start) ? -1 : text.indexOf(',', start);
        while (comma >= 0) {
            if (opensKey(text, comma + 1))
                return comma;
            comma = text.indexOf(',', comma + 1);
        }
        return text.length();
    }

    /** Whether a space and a key of letters and spaces with its colon follow; a time such as {@code 12:30} is none. */
    private static boolean opensKey(String text, int from) {
        if (from >= text.length() || text.charAt(from) != ' ')
            return false;
        int end = from;
        while (end < text.length() && (Character.isLetter(text.charAt(end)) || text.charAt(end) == ' '))
            end++;
        return end > from + 1 && end < text.length() && text.charAt(end) == ':';
    }

    static String excerpt(String text) {
        String bare = text.strip();
        return bare.length() <= 60 ? bare : bare.substring(0, 60) + "…";
    }

    static Place place(Problems problems, Entry entry) {
        return new Place(problems.place().file(), entry.line(), entry.column(), entry.key());
    }

}
