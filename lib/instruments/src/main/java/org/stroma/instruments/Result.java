package org.stroma.instruments;

import java.util.List;

/** What became of a file. */
public sealed interface Result {

    /** All that was found, notes included, in file order. */
    List<Problem> problems();

    /** Read; every part of the file is in the document or named by a problem, none of which is an error. */
    record Accepted(Format format, Document document, List<Problem> problems) implements Result {

        public Accepted {
            problems = List.copyOf(problems);
        }

    }

    /** Not read; at least one problem is an error. */
    record Refused(List<Problem> problems) implements Result {

        public Refused {
            problems = List.copyOf(problems);
        }

    }

}
