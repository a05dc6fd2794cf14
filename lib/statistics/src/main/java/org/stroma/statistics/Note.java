package org.stroma.statistics;

import java.util.Locale;
import java.util.Map;

/**
 * An assumption a result rests on, or a warning about it: a stable code, its parameters, and words on demand.
 *
 * @param code lower case with hyphens, a key of the bundle {@code org.stroma.statistics.messages}
 * @param parameters values named in the message
 */
public record Note(String code, Map<String, Object> parameters) {

    /** Builds a note from parameter names, each followed by its value. */
    public static Note of(String code, Object... namesAndValues) {
        return new Note(code, Messages.pairs(namesAndValues));
    }

    /** The note in words, Chinese for any Chinese locale and English otherwise. */
    public String message(Locale locale) {
        return Messages.render(code, parameters, locale);
    }
}
