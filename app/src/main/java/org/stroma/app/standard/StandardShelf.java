package org.stroma.app.standard;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;

/**
 * Finds the standard that is in force for a purpose, and any version that ever judged something. Several codes joined by
 * {@code +} are read as one standard with the requirements of all, their versions joined likewise.
 */
@Service
public class StandardShelf {
    private volatile Map<String, Standard> shipped = Map.of();

    /** The version in force at an instant; refused when there is none. */
    public Standard effective(String codes, Instant at) {
        return together(Arrays.stream(codes.split("\\+")).map(code -> one(code, at)).toList());
    }

    private Standard one(String code, Instant at) {
        Standard standard = shipped().get(code);
        if (standard == null) {
            throw new Refusal("standard.none-effective", Map.of("standard", code, "at", at.toString()));
        }
        return standard;
    }

    /** One version, whether it is still in force or not. */
    public Standard version(String codes, String versions) {
        String[] code = codes.split("\\+");
        String[] version = versions.split("\\+");
        return together(IntStream.range(0, code.length)
                .mapToObj(i -> exact(code[i], version[Math.min(i, version.length - 1)])).toList());
    }

    private static Standard together(List<Standard> parts) {
        Standard first = parts.getFirst();
        if (parts.size() == 1) {
            return first;
        }
        SortedMap<String, Texts> sentences = new TreeMap<>();
        parts.forEach(part -> sentences.putAll(part.sentences()));
        return new Standard(joined(parts, Standard::code), joined(parts, Standard::version), first.name(),
                parts.stream().flatMap(part -> part.characteristics().stream()).distinct().toList(),
                parts.stream().flatMap(part -> part.requirements().stream()).toList(),
                parts.stream().flatMap(part -> part.clauses().stream()).distinct().toList(), sentences);
    }

    private static String joined(List<Standard> parts, Function<Standard, String> text) {
        return parts.stream().map(text).collect(Collectors.joining("+"));
    }

    private Standard exact(String code, String version) {
        Standard standard = shipped().get(code);
        if (standard == null || !standard.version().equals(version)) {
            throw new Refusal("not-found", Map.of("standard", code + " " + version));
        }
        return standard;
    }

    private Map<String, Standard> shipped() {
        if (shipped.isEmpty()) {
            shipped = Standards.list().stream().collect(Collectors.toMap(Standard::code, each -> each));
        }
        return shipped;
    }
}
