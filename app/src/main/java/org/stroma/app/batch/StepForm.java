package org.stroma.app.batch;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stroma.app.database.Refusal;
import org.stroma.app.genealogy.Door;
import org.stroma.app.people.Actor;

/** What a form of a step sends, read strictly: a field that cannot be read refuses the whole form and is named. */
public record StepForm(Map<String, String> fields, ZoneId zone) {
    public StepForm {
        fields = Map.copyOf(fields);
    }

    /** A field of a form and how it is asked for: text, number, datetime-local, textarea. */
    public record Field(String name, String kind, boolean needed, @Nullable String value) {
        public static Field text(String name, @Nullable String value) {
            return new Field(name, "text", true, value);
        }

        public static Field number(String name, @Nullable String value) {
            return new Field(name, "number", true, value);
        }

        public Field optional() {
            return new Field(name, kind, false, value);
        }

        public Field lines() {
            return new Field(name, "textarea", needed, value);
        }
    }

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
        try {
            return new BigDecimal(text(name));
        } catch (NumberFormatException e) {
            throw unreadable(name);
        }
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

    public Instant moment(String name) {
        try {
            return LocalDateTime.parse(text(name)).atZone(zone).toInstant();
        } catch (DateTimeParseException e) {
            throw unreadable(name);
        }
    }

    /** Time, place, materials ({@code CODE=quantity}) and the second person. */
    public Step step() {
        String login = find("verifierLogin");
        Door.Verifier verifier = login == null
                ? null
                : new Door.Verifier(login, fields.getOrDefault("verifierPassword", ""), find("verifierCode"));
        List<Step.Use> uses = codes("uses").stream().map(StepForm::use).toList();
        return new Step(moment("start"), moment("end"), find("place"), uses, find("note"), find("lateReason"),
                verifier);
    }

    private static Step.Use use(String text) {
        String[] parts = text.split("=");
        try {
            return new Step.Use(parts[0].strip(), new BigDecimal(parts[1].strip()));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw unreadable("uses");
        }
    }

    private static Refusal unreadable(String name) {
        return new Refusal("step.unreadable", Map.of("field", name));
    }

    @Override
    public String toString() {
        return "StepForm" + fields.keySet();
    }
}
