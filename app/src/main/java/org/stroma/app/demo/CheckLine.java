package org.stroma.app.demo;

/**
 * One line of the worked campaign, compared with what the database says.
 *
 * @param id where it stands in the domain brief: {@code 10.1-16}
 * @param what in words
 */
public record CheckLine(String id, String what, String expected, String found, boolean passed) {

    /** As the command prints it. */
    public String text() {
        return passed
                ? "ok    %-9s %s: %s".formatted(id, what, found)
                : "FAIL  %-9s %s: expected %s, found %s".formatted(id, what, expected, found);
    }
}
