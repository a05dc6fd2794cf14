package org.stroma.app.standard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The standards that come with Stroma, as drafts for a maker to check and approve. They are read from the class path and
 * listed in {@code standards/index.yaml}.
 */
public final class Standards {
    private static final String FOLDER = "/standards/";

    private Standards() {}

    /** Clauses and sentence templates. */
    public static Library library() {
        return Library.read(bytes("clauses.yaml"), bytes("sentences.yaml"));
    }

    /**
     * Every standard of the index, in its order.
     *
     * @throws IllegalStateException listing the problems of the first file that has any
     */
    public static List<Standard> list() {
        StandardReader reader = new StandardReader(library());
        return files("standards").stream().map(file -> reader.read(bytes(file)).orThrow()).toList();
    }

    /** @throws IllegalArgumentException if there is no standard of that code */
    public static Standard get(String code) {
        return list().stream().filter(standard -> standard.code().equals(code)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no standard " + code));
    }

    /** The gates and the outcomes that verdicts allow. */
    public static List<Gate> gates() {
        return GateReader.read(bytes("gates.yaml"));
    }

    /** The source text of a standard or other file of the folder. */
    public static byte[] bytes(String file) {
        try (InputStream stream = Standards.class.getResourceAsStream(FOLDER + file)) {
            if (stream == null) {
                throw new IllegalArgumentException("no file " + file);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of the files under a heading of the index. */
    public static List<String> files(String heading) {
        return Source.read(bytes("index.yaml"), mapping -> {
            List<String> files = new ArrayList<>();
            mapping.keys().forEach(key -> {
                List<String> listed = mapping.texts(key);
                files.addAll(key.equals(heading) ? listed : List.of());
            });
            return List.copyOf(files);
        }).orThrow();
    }
}
