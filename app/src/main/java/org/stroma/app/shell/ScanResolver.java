package org.stroma.app.shell;

import java.util.Optional;
import org.springframework.core.Ordered;
import org.stroma.app.people.Actor;

/** Finds what a scanned or typed identifier stands for; implemented as a bean by each module that owns identifiers. */
public interface ScanResolver extends Ordered {
    /** The page of what the text names, if this module knows it and the actor may see it. */
    Optional<Hit> resolve(String scanned, Actor actor);

    /** The page of a module's own before the page that every unit has. */
    @Override
    default int getOrder() {
        return 0;
    }

    /**
     * Something found.
     *
     * @param kindKey message key of what kind of thing it is
     */
    record Hit(String code, String kindKey, String path) {}
}
