package org.stroma.app.shell;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Says the reasons that the application itself records, such as {@code operation OP-290} or {@code logger of SH-1 read}, in the
 * reader's language; what people wrote stays as they wrote it. The message key of a reason is its fixed words:
 * {@code reason.operation}, {@code reason.logger-of.read}.
 */
@Component
class ReasonWords {
    private static final String KEY = "reason.";
    /** Both languages of a signed title stand in one reason. */
    private static final String BOTH = " / ";

    private final Words words;
    private final List<RecordedWords> recorded;

    ReasonWords(Words words, List<RecordedWords> recorded) {
        this.words = words;
        this.recorded = recorded;
    }

    String say(String reason) {
        List<String> parts = List.of(reason.split(" "));
        Optional<String> whole = find(parts, "");
        if (whole.isPresent()) {
            return whole.get();
        }
        for (int from = parts.size() - 1; from > 0; from--) {
            List<String> rest = parts.subList(from, parts.size());
            Optional<String> said = saidFrom(parts.subList(0, from), rest);
            if (said.isPresent()) {
                return said.get();
            }
        }
        return parts.size() == 3 && parts.get(1).equals("of") && !word(parts.getFirst()).equals(parts.getFirst())
                ? words.say(KEY + "of", word(parts.getFirst()), parts.getLast())
                : reason;
    }

    /** The fixed words before, what the reason names, and perhaps one fixed word after it. */
    private Optional<String> saidFrom(List<String> before, List<String> rest) {
        List<String> named = rest.subList(0, rest.size() - 1);
        Optional<String> enclosed = named.isEmpty()
                ? Optional.empty()
                : find(before, "." + rest.getLast(), name(named));
        return enclosed.isPresent() ? enclosed : find(before, "", name(rest));
    }

    private Optional<String> find(List<String> fixed, String after, Object... named) {
        String text = words.say(KEY + String.join("-", fixed).replace(":", "").replace(",", "") + after, named);
        return text.startsWith("⟨") ? Optional.empty() : Optional.of(text);
    }

    private String name(List<String> parts) {
        String text = String.join(" ", parts);
        int both = text.indexOf(BOTH);
        if (both > 0) {
            String who = text.contains(": ") ? text.substring(0, text.indexOf(": ") + 2) : "";
            return words.chinese() ? text.substring(0, both) : who + text.substring(both + BOTH.length());
        }
        return parts.size() > 2
                ? text
                : parts.stream().map(part -> part.endsWith(":")
                        ? word(part.substring(0, part.length() - 1)) + ":"
                        : word(part)).collect(Collectors.joining(" "));
    }

    private String word(String code) {
        return recorded.stream()
                .flatMap(each -> each.find("genealogy.operation", "type", code)
                        .or(() -> each.find("evidence.observation", "characteristic", code))
                        .or(() -> each.find("gate.decision", "gate", code))
                        .or(() -> each.find("gate.decision", "outcome", code)).stream())
                .findFirst().orElse(code);
    }
}
