package org.stroma.app.gate.web;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stroma.app.shell.RecordedWords;

/** Says gates and the outcomes of their decisions. */
@Component
class RecordedGates implements RecordedWords {
    private static final String DECISION = "gate.decision";

    private final HoldWords words;

    RecordedGates(HoldWords words) {
        this.words = words;
    }

    @Override
    public Optional<String> find(String table, String column, String value) {
        if (table.equals(DECISION) && column.equals("id")) {
            return Optional.of(DecisionViews.code(Long.parseLong(value)));
        }
        String said = switch (column) {
            case "gate" -> words.gate(value);
            case "outcome" -> table.startsWith("gate.") || table.equals("genealogy.clearance")
                    ? words.outcome(value)
                    : value;
            default -> table.equals("genealogy.hold") || column.equals("void_cause") || column.equals("end_cause")
                    ? words.say(value)
                    : value;
        };
        return said.equals(value) ? Optional.empty() : Optional.of(said);
    }

    @Override
    public Optional<String> page(String table, String key) {
        return table.equals(DECISION) ? Optional.of("/decision/" + key) : Optional.empty();
    }
}
