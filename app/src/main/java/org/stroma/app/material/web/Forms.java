package org.stroma.app.material.web;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stroma.app.database.Refusal;
import org.stroma.app.genealogy.Door;

/** What forms send, as services take it. */
final class Forms {
    private Forms() {}

    static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    static BigDecimal number(String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw new Refusal("material.number", Map.of("text", text));
        }
    }

    static Door.@Nullable Verifier verifier(@Nullable String login, @Nullable String password) {
        return login == null || login.isBlank() || password == null ? null : new Door.Verifier(login, password, null);
    }
}
