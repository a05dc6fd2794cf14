package org.stroma.app.shell;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;

/** What the frame around every page shows: who is here, where he can go, and whether this is a demonstration. */
@Component
public class Frame {
    private final List<NavigationEntry> entries;
    private final PlantClock clock;
    private final Times times;

    Frame(List<NavigationEntry> entries, PlantClock clock, Times times) {
        this.entries = entries.stream().sorted(Comparator.comparingInt(NavigationEntry::order)).toList();
        this.clock = clock;
        this.times = times;
    }

    /** The entries an actor sees; none for strangers. */
    public List<NavigationEntry> navigation(@Nullable Actor actor) {
        return actor == null ? List.of() : entries.stream().filter(entry -> entry.visibleTo(actor)).toList();
    }

    public boolean demonstration() {
        return clock.demonstration();
    }

    public String plantTime() {
        return times.now();
    }
}
