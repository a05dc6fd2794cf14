package org.stroma.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Looks into produced documents by short paths, and reads or refuses files given as text. */
public final class Asm {

    private Asm() {}

    /** Reads a file that must be accepted, and gives its document as maps and lists. */
    public static Object accepted(byte[] bytes) {
        Result result = Foreseen.of(Instruments.read(bytes, "file"));
        assertThat(result).as(result.problems().toString()).isInstanceOf(Result.Accepted.class);
        Object json = JsonReader.read(((Result.Accepted) result).document().json().toString());
        assertThat(json).isNotNull();
        return java.util.Objects.requireNonNull(json);
    }

    public static Object accepted(String text) {
        return accepted(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The codes told of a file. */
    public static List<Problem.Code> codes(byte[] bytes) {
        return problems(bytes).stream().map(Problem::code).toList();
    }

    /** What is told of a file. */
    public static List<Problem> problems(byte[] bytes) {
        return Foreseen.of(Instruments.read(bytes, "file")).problems();
    }

    public static List<Problem> problems(String text) {
        return problems(text.getBytes(StandardCharsets.UTF_8));
    }

    public static List<Problem.Code> codes(String text) {
        return codes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The problem a file is refused with. */
    public static Problem refused(byte[] bytes) {
        Result result = Foreseen.of(Instruments.read(bytes, "file"));
        assertThat(result).isInstanceOf(Result.Refused.class);
        return result.problems().getLast();
    }

    public static Problem refused(String text) {
        return refused(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Every value of a member anywhere in a document, in its order; a quantity gives its value. */
    public static List<@Nullable Object> all(@Nullable Object json, String member) {
        List<@Nullable Object> found = new ArrayList<>();
        collect(json, member, found);
        return found;
    }

    /** The values of a member as texts. */
    public static List<String> texts(@Nullable Object json, String member) {
        return all(json, member).stream().map(String::valueOf).toList();
    }

    private static void collect(@Nullable Object json, String member, List<@Nullable Object> found) {
        if (json instanceof List<?> list)
            list.forEach(item -> collect(item, member, found));
        if (json instanceof Map<?, ?> map)
            map.forEach((name, value) -> {
                if (member.equals(name))
                    found.add(value instanceof Map<?, ?> quantity && quantity.containsKey("unit")
                            ? quantity.get("value")
                            : value);
                else
                    collect(value, member, found);
            });
    }

}
