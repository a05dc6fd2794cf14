package org.stroma.app.batch.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.stroma.app.genealogy.Units;

/** The seven stages that a batch is drawn in. */
enum Stage {
    ISOLATION, CULTURE, HARVEST, FREEZING, TESTING, REVIEW, RELEASE;

    /** Types of unit that are in process, and the states in which they are. */
    static final List<String> TYPES = List.of("LOT", "PASSAGE_CULTURE", "ISOLATE");
    static final List<String> STATES = List.of("SEEDED", "OUTGROWING", "HARVESTABLE", "EXPANDING", "READY", "FILLED",
            "INSPECTED", "LABELLED", "FREEZING", "FROZEN_QUARANTINE", "UNDER_TEST", "UNDER_REVIEW", "REL_MFG");

    public String key() {
        return "stage." + name().toLowerCase(Locale.ROOT);
    }

    /** Where a unit in process is; empty for what has gone on or ended. */
    static Optional<Stage> of(Units.Unit unit) {
        return switch (unit.type()) {
            case "ISOLATE" -> switch (unit.state()) {
                case "SEEDED", "OUTGROWING", "HARVESTABLE" -> Optional.of(ISOLATION);
                default -> Optional.empty();
            };
            case "PASSAGE_CULTURE" -> switch (unit.state()) {
                case "SEEDED", "EXPANDING", "READY" -> Optional.of(CULTURE);
                default -> Optional.empty();
            };
            case "LOT" -> switch (unit.state()) {
                case "FILLED", "INSPECTED", "LABELLED" -> Optional.of(HARVEST);
                case "FREEZING", "FROZEN_QUARANTINE" -> Optional.of(FREEZING);
                case "UNDER_TEST" -> Optional.of(TESTING);
                case "UNDER_REVIEW" -> Optional.of(REVIEW);
                case "REL_MFG" -> Optional.of(RELEASE);
                default -> Optional.empty();
            };
            default -> Optional.empty();
        };
    }
}
