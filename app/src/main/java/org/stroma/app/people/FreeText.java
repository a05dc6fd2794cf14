package org.stroma.app.people;

import org.jspecify.annotations.Nullable;

/** Guards words that people write freely: reasons, notes, justifications. The module that knows identities implements it. */
@FunctionalInterface
public interface FreeText {
    /**
     * Refuses a text that carries somebody's identity; the refusal names the field and never repeats the text.
     *
     * @param field which field it is
     */
    void refuse(String field, @Nullable String text);
}
