package org.stroma.app.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;
import org.stroma.app.database.Refusal;

/** A file that came with a form. */
public final class Upload {
    private Upload() {}

    /** The raw file as it was sent; a form that needs one is refused without it. */
    public static Evidence.RawFile get(@Nullable MultipartFile file) {
        Evidence.RawFile found = find(file);
        if (found == null) {
            throw new Refusal("evidence.file-missing");
        }
        return found;
    }

    /** The raw file as it was sent; null when the form came without one or with an empty one. */
    public static Evidence.@Nullable RawFile find(@Nullable MultipartFile file) {
        if (file == null || file.isEmpty()) {
            return null;
        }
        try {
            String name = file.getOriginalFilename();
            String type = file.getContentType();
            return new Evidence.RawFile(name == null ? "file" : name,
                    type == null ? MediaTypes.UNKNOWN : type, file.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
