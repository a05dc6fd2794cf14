package org.stroma.instruments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Small exports of own content, named after the format they are of; they are also the seeds of the fuzz tests. */
final class Fixtures {

    private static final String FOLDER = "FormatsFuzzTestsInputs/readsOrRefuses";

    private Fixtures() {}

    static List<Source> all() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.sorted().map(Fixtures::source).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(Fixtures.class.getResource(FOLDER)).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Source source(Path file) {
        try {
            return Source.of(Files.readAllBytes(file), file.getFileName().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Source get(String name) {
        return source(folder().resolve(name));
    }

    static String format(Source source) {
        return source.name().substring(0, source.name().lastIndexOf('.'));
    }

}
