package org.stroma.app.gate;

import java.util.List;
import org.stroma.app.people.Actor;

/** Papers that were made of a signed decision; implemented as a bean by the module that makes them. */
public interface DecisionPapers {
    /** The papers of a decision that the actor may fetch, oldest first. */
    List<Paper> papers(Actor actor, Gates.Decision decision);

    /**
     * A paper.
     *
     * @param name in the reader's language
     * @param path of the page that gives it
     * @param sha256 of its bytes, in hex
     * @param block that its proof names
     */
    record Paper(String name, String path, String sha256, long block) {}
}
