package org.stroma.instruments.logger;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;

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

    /**
     * A time by the clock of the file as ISO 8601 with seconds: with its offset when the zone is declared, bare otherwise.
     *
     * @param instant the same on the world's timeline, which tells the offset when local time happens twice; null if unknown
     */
    default String format(LocalDateTime local, @Nullable Instant instant) {
        return switch (this) {
            case Declared declared -> DateTimeFormatter.ISO_OFFSET_DATE_TIME
                    .format(instant == null ? local.atZone(declared.zone()) : instant.atZone(declared.zone()));
            case Undeclared() -> DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local);
        };
    }

    /** The zone for people and for JSON: its id, or {@code undeclared}. */
    default String text() {
        return switch (this) {
            case Declared declared -> declared.zone().getId();
            case Undeclared() -> "undeclared";
        };
    }

}
