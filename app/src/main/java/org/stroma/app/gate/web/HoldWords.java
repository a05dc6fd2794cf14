package org.stroma.app.gate.web;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stroma.app.shell.Times;
import org.stroma.app.shell.Words;
import org.stroma.app.standard.CharacteristicWords;

/** Says why a hold stands: what rules wrote is said in the reader's language, what people wrote stays as they wrote it. */
@Component("holdWords")
class HoldWords {
    private static final String OUTCOMES = "select code, name_zh, name_en from gate.outcome";
    private static final String ACTIONS = "select distinct action as code, name_zh, name_en from genealogy.disposition_rule";
    private static final String GATES = "select code, name_zh, name_en from gate.definition";
    /** What the rules of the database and of the modules write, and the key of the sentence that says it. */
    private static final Map<String, Pattern> SENTENCES = Map.ofEntries(
            Map.entry("decision", Pattern.compile("([A-Z_]+) by decision (\\d+)")),
            Map.entry("disposition", Pattern.compile("([A-Z_]+) by disposition (\\d+)")),
            Map.entry("expired", Pattern.compile("expired")),
            Map.entry("late", Pattern.compile("late information: (.+)")),
            Map.entry("growth", Pattern.compile("growth seen on day (\\d+) of (.+)")),
            Map.entry("withdrawn", Pattern.compile("consent withdrawn")),
            Map.entry("late-result", Pattern.compile("A result after release does not comply")),
            Map.entry("conclusion", Pattern.compile("conclusion and closure of (.+)")),
            Map.entry("new-decision", Pattern.compile("a new decision at (.+)")),
            Map.entry("identification", Pattern.compile("identification and investigation")),
            Map.entry("corrected", Pattern.compile("evidence (\\d+) \\(([^)]+)\\) was corrected: (.+)")),
            Map.entry("invalidated", Pattern.compile("evidence (\\d+) was invalidated: (.+)")),
            Map.entry("newer-proposal", Pattern.compile("a newer proposal")),
            Map.entry("closed-by", Pattern.compile("decision (\\d+)")),
            Map.entry("window", Pattern.compile("came after its transport window: (.+)")),
            Map.entry("antibiotics", Pattern.compile("antibiotics were used: (.+)")),
            Map.entry("antibiotics-test", Pattern.compile("residual test of the antibiotics")),
            Map.entry("transport", Pattern.compile("assessment of the transport")),
            Map.entry("disposal", Pattern.compile("disposal, or another use that the consent still covers")));

    private final JdbcClient jdbc;
    private final Words words;
    private final CharacteristicWords characteristics;
    private final Times times;
    private final Map<String, List<String>> outcomes = new ConcurrentHashMap<>();
    private final Map<String, List<String>> gates = new ConcurrentHashMap<>();
    private final Map<String, List<String>> actions = new ConcurrentHashMap<>();

    HoldWords(JdbcClient jdbc, Words words, CharacteristicWords characteristics, Times times) {
        this.times = times;
        this.characteristics = characteristics;
        this.jdbc = jdbc;
        this.words = words;
    }

    /** A reason, or what is still to be done. */
    public String say(@Nullable String text) {
        if (text == null) {
            return "";
        }
        for (Map.Entry<String, Pattern> sentence : SENTENCES.entrySet()) {
            Matcher matcher = sentence.getValue().matcher(text);
            if (matcher.matches()) {
                Object[] parts = new Object[matcher.groupCount()];
                for (int i = 0; i < parts.length; i++) {
                    parts[i] = part(sentence.getKey(), i, matcher.group(i + 1));
                }
                return words.say("hold.said." + sentence.getKey(), parts);
            }
        }
        return text;
    }

    private String part(String sentence, int place, String text) {
        return switch (sentence) {
            case "disposition" -> named(actions, ACTIONS, text);
            case "corrected" -> place == 1 ? characteristics.name(text) : text;
            case "invalidated" -> text;
            case "window" -> time(text);
            default -> outcome(text);
        };
    }

    private String time(String text) {
        try {
            return times.minute(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    /** What caused it, with its reference: {@code DECISION G1}, {@code DISPOSITION SUSPEND}. */
    public String cause(String written) {
        String[] parts = written.split(" ", 2);
        String cause = words.say("hold.cause." + parts[0]);
        return cause.startsWith("⟨") ? written : (cause + " " + (parts.length > 1 ? reference(parts) : "")).strip();
    }

    /** What a cause names: the action of a disposition, else a gate, or the number of an event as it is. */
    private String reference(String[] parts) {
        return parts[0].equals("DISPOSITION") ? named(actions, ACTIONS, parts[1]) : gate(parts[1]);
    }

    /** The name of an outcome of a gate; any other text is itself. */
    public String outcome(String code) {
        return named(outcomes, OUTCOMES, code);
    }

    /** Gate and outcome of a decision: {@code G1 ELIGIBLE}. */
    public String decision(String written) {
        String[] parts = written.split(" ", 2);
        return gate(parts[0]) + (parts.length > 1 ? " · " + outcome(parts[1]) : "");
    }

    /** The name of a gate. */
    public String gate(String code) {
        return named(gates, GATES, code);
    }

    private String named(Map<String, List<String>> known, String select, String code) {
        if (known.isEmpty()) {
            jdbc.sql(select).query((row, _) -> Map.entry(row.getString("code"),
                    List.of(row.getString("name_zh"), row.getString("name_en")))).list()
                    .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
        }
        List<String> names = known.get(code);
        return names == null ? code : words.either(names.getFirst(), names.getLast());
    }
}
