package org.stroma.codes;

import java.util.List;

/**
 * One thing wrong with a code, as data. The sentence is made when it is shown: look {@link Reason#key()} up in
 * {@link #BUNDLE} for the reader's language and fill it with {@link #arguments()} by {@link java.text.MessageFormat}.
 *
 * @param position index of the first wrong character in the text that was given to read, from 0
 * @param length number of wrong characters; 0 where something is missing
 * @param arguments what the message names, already as text, never longer than the code itself
 */
public record Problem(Reason reason, int position, int length, List<String> arguments) {

    /** Base name of the message bundles, which exist for {@code en} and {@code zh-CN}. */
    public static final String BUNDLE = "org.stroma.codes.codes";

    public Problem {
        if (position < 0 || length < 0) {
            throw new IllegalArgumentException("position " + position + ", length " + length);
        }
        arguments = List.copyOf(arguments);
    }

    public static Problem at(Reason reason, int position, int length, String... arguments) {
        return new Problem(reason, position, length, List.of(arguments));
    }

    /** A text of another length than the expected one; the message may name both lengths. */
    public static Problem length(Reason reason, String text, int expected) {
        return at(reason, 0, text.length(), Integer.toString(expected), Integer.toString(text.length()));
    }

    /** The same problem in a longer text in which this one starts at an offset. */
    public Problem shifted(int offset) {
        return new Problem(reason, position + offset, length, arguments);
    }
}
