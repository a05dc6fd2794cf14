package org.stroma.app.batch;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.stroma.app.database.Refusal;
import org.stroma.app.genealogy.Door;
import org.stroma.app.people.Actor;

/** What a form of a step sends, read strictly: a field that cannot be read refuses the whole form and is named. */
public record StepForm(Map<String, String> fields, ZoneId zone) {
    public StepForm {
        fields = Map.copyOf(fields);
    }

    /**
     * A field of a form and how it is asked for: text, number, textarea, choice among codes, flag, rows of a small table, or a
     * scan for which known codes are suggested.
     *
     * @param parts the codes of a choice or scan, or the columns of rows, the last of which may be left empty
     */
    public record Field(String name, String kind, boolean needed, @Nullable String value, List<String> parts) {
        public Field {
            parts = List.copyOf(parts);
        }

        public static Field text(String name, @Nullable String value) {
            return new Field(name, "text", true, value, List.of());
        }

        public static Field number(String name, @Nullable String value) {
            return new Field(name, "number", true, value, List.of());
        }

        /** A code that is scanned or picked from those that are known; the rules decide whether it will do. */
        public static Field scan(String name, List<String> known) {
            return new Field(name, "scan", true, null, known);
        }

        /** One of some codes, shown in words; none is chosen before somebody does. */
        public static Field choice(String name, String... codes) {
            return new Field(name, "choice", true, null, List.of(codes));
        }

        /** Yes or no, neither of which is said before somebody says it. */
        public static Field flag(String name) {
            return new Field(name, "flag", true, null, List.of("true", "false"));
        }

        /** Rows of a table, as many as are needed. */
        public static Field rows(String name, String... columns) {
            return new Field(name, "rows", false, null, List.of(columns));
        }

        public Field optional() {
            return new Field(name, kind, false, value, parts);
        }

        public Field lines() {
            return new Field(name, "textarea", needed, value, parts);
        }
    }

    /** More rows than this are no form any more. */
    private static final int MOST_ROWS = 200;

    /** Pages of making are for the maker and the holder of the authorisation; to others they do not exist. */
    public static void forMakers(Actor actor) {
        if (!actor.organisationKind().equals("MAKER") && !actor.organisationKind().equals("MAH")) {
            throw new Refusal("not-found");
        }
    }

    public String text(String name) {
        String value = find(name);
        if (value == null) {
            throw unreadable(name);
        }
        return value;
    }

    public @Nullable String find(String name) {
        String value = fields.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    public BigDecimal number(String name) {
        return decimal(name, text(name));
    }

    public @Nullable BigDecimal findNumber(String name) {
        return find(name) == null ? null : number(name);
    }

    public int count(String name) {
        try {
            return Integer.parseInt(text(name));
        } catch (NumberFormatException e) {
            throw unreadable(name);
        }
    }

    /** Codes, one on each line or parted by commas; none when empty. */
    public List<String> codes(String name) {
        String value = find(name);
        return value == null
                ? List.of()
                : Arrays.stream(value.split("[,\\n]")).map(String::strip).filter(code -> !code.isEmpty()).toList();
    }

    /** What was said to a yes or no; anything else, silence among it, refuses the form. */
    public boolean flag(String name) {
        return switch (text(name)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw unreadable(name);
        };
    }

    /** One of the constants of an enumeration. */
    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        try {
            return Enum.valueOf(type, text(name));
        } catch (IllegalArgumentException e) {
            throw unreadable(name);
        }
    }

    /**
     * The rows of a table that hold anything, each read from {@code name.0.column}, {@code name.1.column} and so on.
     *
     * @param needed how many of the columns, from the first, must be filled in such a row
     */
    public List<List<@Nullable String>> rows(String name, int needed, String... columns) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int i = 0; i < MOST_ROWS; i++) {
            String prefix = name + "." + i + ".";
            List<@Nullable String> row = Arrays.stream(columns).<@Nullable String>map(column -> find(prefix + column))
                    .toList();
            if (row.stream().anyMatch(Objects::nonNull)) {
                if (row.subList(0, needed).contains(null)) {
                    throw unreadable(name);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** Samples that a step takes; how many cells went into one may be left out. */
    public List<SampleOut> samples() {
        return rows("samples", 2, "code", "purpose", "cells").stream().map(row -> {
            String cells = row.getLast();
            return new SampleOut(String.valueOf(row.getFirst()), String.valueOf(row.get(1)),
                    cells == null ? null : decimal("samples", cells));
        }).toList();
    }

    /** A number in a row. */
    public static BigDecimal decimal(String name, String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw unreadable(name);
        }
    }

    public Instant moment(String name) {
        try {
            return LocalDateTime.parse(text(name)).atZone(zone).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeParseException e) {
            throw unreadable(name);
        }
    }

    /** Time, place, materials with their quantities, and the second person. */
    public Step step() {
        String login = find("verifierLogin");
        Door.Verifier verifier = login == null
                ? null
                : new Door.Verifier(login, fields.getOrDefault("verifierPassword", ""), find("verifierCode"));
        List<Step.Use> uses = rows("uses", 2, "code", "quantity").stream()
                .map(row -> new Step.Use(String.valueOf(row.getFirst()),
                        decimal("uses", String.valueOf(row.getLast()))))
                .toList();
        return new Step(moment("start"), moment("end"), find("place"), uses, find("note"), find("lateReason"),
                verifier);
    }

    private static Refusal unreadable(String name) {
        return new Refusal("step.unreadable", Map.of("field", name));
    }

    @Override
    public String toString() {
        return "StepForm" + fields.keySet();
    }
}
