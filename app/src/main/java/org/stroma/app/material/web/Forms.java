package org.stroma.app.material.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Evidence.RawFile;
import org.stroma.app.genealogy.Door;

/** What forms send, as services take it. */
final class Forms {
    private Forms() {}

    /** The uploaded file; null when none was chosen. */
    static @Nullable RawFile file(@Nullable MultipartFile upload) {
        if (upload == null || upload.isEmpty()) {
            return null;
        }
        try {
            String name = Objects.requireNonNullElse(upload.getOriginalFilename(), "file");
            return new RawFile(name,
                    Objects.requireNonNullElse(upload.getContentType(), "application/octet-stream"),
                    upload.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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
