package org.stroma.instruments.logger;

import java.time.ZoneId;

/** What is known of the time zone of a file's clock; without a declaration the times have no place on the world's timeline. */
public sealed interface ZoneDeclaration {

    /**
     * The zone is stated.
     *
     * @param zone the zone or fixed offset
     * @param source who states it, in the file's own words or as the mapping that was given
     */
    record Declared(ZoneId zone, String source) implements ZoneDeclaration {}

    /** Neither the file nor anybody else states a zone: times compare only with each other. */
    record Undeclared() implements ZoneDeclaration {}

    /** A zone that a mapping or a person states. */
    static ZoneDeclaration of(ZoneId zone, String source) {
        return new Declared(zone, source);
    }

    /** No zone is stated. */
    static ZoneDeclaration undeclared() {
        return new Undeclared();
    }

    /** The zone for people and for JSON: its id, or {@code undeclared}. */
    default String text() {
        return switch (this) {
            case Declared declared -> declared.zone().getId();
            case Undeclared() -> "undeclared";
        };
    }

}
