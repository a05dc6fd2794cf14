package org.stroma.instruments.generic;

/** Which column of a table is meant. */
public sealed interface Column {

    /** The column under a name, compared without surrounding blanks; needs a header line. */
    record Named(String name) implements Column {

        public Named {
            if (name.isBlank())
                throw new IllegalArgumentException("a column name is not blank");
        }
    }

    /** The column at a position, from 1. */
    record At(int position) implements Column {

        public At {
            if (position < 1)
                throw new IllegalArgumentException("columns count from 1, not " + position);
        }
    }

    static Column named(String name) {
        return new Named(name);
    }

    static Column at(int position) {
        return new At(position);
    }

    /** The column for people. */
    default String text() {
        return switch (this) {
            case Named named -> named.name();
            case At at -> "#" + at.position();
        };
    }

}
