package org.stroma.app.standard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stroma.app.standard.Evaluation.Overall;
import org.stroma.app.standard.Gate.Clearance;
import org.stroma.app.standard.Gate.Outcome;

/** Reads the table of gates and outcomes. */
final class GateReader {
    private static final Map<String, Clearance> CLEARANCES = words(Clearance.values());
    private static final Map<String, Overall> VERDICTS = words(Overall.values());

    private GateReader() {}

    private static <E extends Enum<E>> Map<String, E> words(E[] values) {
        return Arrays.stream(values).collect(Collectors.toMap(Enum::name, each -> each));
    }

    /** @throws IllegalStateException listing every problem */
    static List<Gate> read(byte[] bytes) {
        return Source.read(bytes, mapping -> mapping.list("gates",
                (item, path) -> Mapping.read(mapping.source(), item, path, GateReader::gate))).orThrow();
    }

    private static @Nullable Gate gate(Mapping mapping) {
        String code = mapping.code("code");
        Texts name = mapping.bilingual("name");
        List<String> standards = mapping.has("standards") ? mapping.texts("standards") : List.of();
        List<Outcome> outcomes = mapping.list("outcomes",
                (node, path) -> Mapping.read(mapping.source(), node, path, GateReader::outcome));
        return code == null || name == null ? null : new Gate(code, name, standards, outcomes);
    }

    private static @Nullable Outcome outcome(Mapping mapping) {
        String code = mapping.code("code");
        Texts name = mapping.bilingual("name");
        mapping.text("clearance");
        Clearance clearance = mapping.choice("clearance", CLEARANCES, Clearance.NONE);
        List<Overall> allowed = new ArrayList<>();
        for (String word : mapping.texts("allowed")) {
            Overall verdict = VERDICTS.get(word);
            if (verdict == null) {
                mapping.problem("allowed", Problem.Kind.NOT_ONE_OF, word, String.join(", ", VERDICTS.keySet()));
            } else {
                allowed.add(verdict);
            }
        }
        List<String> signers = mapping.texts("signers");
        boolean event = mapping.flag("event", false);
        Optional<String> policy = Optional.ofNullable(mapping.findText("policy"));
        return code == null || name == null
                ? null
                : new Outcome(code, name, clearance, allowed, signers, event, policy);
    }
}
