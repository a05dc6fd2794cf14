package org.stroma.instruments;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder of real exports; a test that needs it is skipped with a message when it is absent. */
public final class SharedFiles {

    private SharedFiles() {}

    public static Path folder(String name) {
        Path folder = Path.of(System.getProperty("stroma.shared", "../shared"), "data", name);
        boolean there = Files.isDirectory(folder);
        if (!there)
            System.out.println("skipped: no reference data in " + folder);
        assumeTrue(there, "no reference data in " + folder);
        return folder;
    }

    public static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The expected document beside an export. */
    static Path expected(Path export) {
        String name = export.getFileName().toString();
        return export.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".json");
    }

}
