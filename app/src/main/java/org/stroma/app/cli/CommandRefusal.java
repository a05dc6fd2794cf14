package org.stroma.app.cli;

/** A command that cannot be done as asked: what, where, and how to mend it. */
final class CommandRefusal extends RuntimeException {
    CommandRefusal(String message) {
        super(message);
    }
}
