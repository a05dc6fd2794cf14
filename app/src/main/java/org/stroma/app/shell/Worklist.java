package org.stroma.app.shell;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stroma.app.people.Actor;

/** What a module knows that somebody has to do; implemented as a bean by each module that has work to offer. */
public interface Worklist {
    /** The open work of an actor, in no particular order; only what his roles let him do. */
    List<Item> itemsFor(Actor actor);

    /** How urgent an item is; shown as a word and a sign, never as a colour alone. */
    enum Urgency {
        OVERDUE, TODAY, OPEN, WAITING
    }

    /**
     * One line of a worklist.
     *
     * @param titleKey message key of the title
     * @param arguments what the title names
     * @param subject code of what it is about
     * @param due when it is due in plant time; null when it has no date
     */
    record Item(String titleKey, List<String> arguments, String subject, String path, Urgency urgency,
            @Nullable Instant due) {
        public Item {
            arguments = List.copyOf(arguments);
        }
    }
}
