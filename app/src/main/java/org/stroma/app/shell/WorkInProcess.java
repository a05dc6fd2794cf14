package org.stroma.app.shell;

import java.util.List;
import org.stroma.app.people.Actor;

/** What is on its way through stages, for the first page; implemented as a bean by each module that has such work. */
public interface WorkInProcess {
    /** The stages from first to last, in the reader's language. */
    List<String> stages();

    /** What is on its way and the actor sees, newest first. */
    List<Line> linesFor(Actor actor);

    /**
     * Something on its way.
     *
     * @param stage index of the stage it is in
     * @param held whether a hold stops it
     * @param said its state in the reader's language
     * @param tone GOOD, BAD, WARN or QUIET: how the state is shown
     */
    record Line(String code, String path, int stage, boolean held, String said, String tone) {}
}
