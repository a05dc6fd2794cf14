package org.stroma.instruments.table;

import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/** Walks the lines of a text from top to bottom; a blank line holds white space only. */
public final class LineCursor {

    private final List<String> lines;
    private int at;

    /**
     * @param lines which must not be changed any more
     */
    public LineCursor(List<String> lines) {
        this(lines, 1);
    }

    /**
     * @param lines which must not be changed any more
     * @param next the number of the line to begin with, from 1
     */
    public LineCursor(List<String> lines, int next) {
        this.at = next - 1;
        this.lines = Collections.unmodifiableList(lines);
    }

    public boolean hasNext() {
        return at < lines.size();
    }

    /** The number of the next line from 1. */
    public int number() {
        return at + 1;
    }

    /** The next line without taking it, null at the end. */
    public @Nullable String peek() {
        return hasNext() ? lines.get(at) : null;
    }

    /** Whether the next line fits; false at the end. */
    public boolean next(Predicate<String> fits) {
        return hasNext() && fits.test(lines.get(at));
    }

    /** Takes the next line, null at the end. */
    public @Nullable String pop() {
        return hasNext() ? lines.get(at++) : null;
    }

    /** Takes the next line if it fits, else null. */
    public @Nullable String popIf(Predicate<String> fits) {
        return next(fits) ? pop() : null;
    }

    /** Takes lines up to the first that fits, which is not taken; all of them when none fits. */
    public List<String> popUntil(Predicate<String> fits) {
        int from = at;
        while (hasNext() && !fits.test(lines.get(at)))
            at++;
        return lines.subList(from, at);
    }

    /** Skips blank lines. */
    public void skipBlank() {
        while (next(String::isBlank))
            at++;
    }

    /** Skips blank lines, takes the lines up to the next blank one, and skips the blank ones behind. */
    public List<String> popBlock() {
        skipBlank();
        List<String> block = popUntil(String::isBlank);
        skipBlank();
        return block;
    }

}
