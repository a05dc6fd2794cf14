package org.stroma.instruments;

import java.util.List;
import java.util.Locale;

/**
 * One thing to tell about a file, as data; the sentence is made when it is shown.
 *
 * @param severity how much it matters
 * @param code what it is, stable across versions
 * @param place where it is
 * @param parameters what fills the sentence, in order
 */
public record Problem(Severity severity, Code code, Place place, List<String> parameters) {

    /** How much a problem matters. */
    public enum Severity {
        /** Something was recognised rather than declared, or a value is special; nothing is lost. */
        NOTE,
        /** A person should look: a row or value is kept but could not become a measurement. */
        WARNING,
        /** The file cannot be read faithfully and is refused. */
        ERROR
    }

    /** The kinds of problems: an enum per package that needs its own, see {@link FileProblem}. */
    public interface Code {

        /** The constant's name: part of {@link #id()}. */
        String name();

        /** The severity unless the reader refuses. */
        Severity severity();

        /** Stable identifier such as {@code FileProblem.EMPTY_FILE}. */
        default String id() {
            return getClass().getSimpleName() + "." + name();
        }

    }

    /**
     * A place in a file.
     *
     * @param file its name, with the entry or sheet after an exclamation mark if inside a container
     * @param line line or row from 1, 0 when the whole file is meant
     * @param column column or character from 1, 0 when the whole line is meant
     * @param field the name of the value in the file's own words, empty when none
     */
    public record Place(String file, int line, int column, String field) {

        public Place {
            if (line < 0 || column < 0)
                throw new IllegalArgumentException("a place counts from 1; 0 means unknown");
        }

        /** The whole file. */
        public static Place file(String file) {
            return new Place(file, 0, 0, "");
        }

        public Place withField(String name) {
            return new Place(file, line, column, name);
        }

        /** As {@code file:line:column [field]}, without the parts that are unknown. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(file);
            if (line > 0)
                text.append(':').append(line);
            if (line > 0 && column > 0)
                text.append(':').append(column);
            if (!field.isEmpty())
                text.append(" [").append(field).append(']');
            return text.toString();
        }

    }

    public Problem {
        parameters = List.copyOf(parameters);
    }

    /** The sentence in Chinese for a Chinese locale and in English for any other. */
    public String message(Locale locale) {
        return Messages.format(code, parameters, locale);
    }

    /** Place, code and sentence in one line, as the command line prints it. */
    public String line(Locale locale) {
        return place + ": " + message(locale) + " (" + code.id() + ")";
    }

}
