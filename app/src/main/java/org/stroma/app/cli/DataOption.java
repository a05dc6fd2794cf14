package org.stroma.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which data a command works on. */
final class DataOption {
    @Option(names = "--data", paramLabel = "DIR", description = "The data folder. Default: data/demo when it is there, else data/plant, below the launcher's folder.")
    private Path folder = Path.of("");

    /** The folder named, or the default. */
    Path folder() {
        if (!folder.toString().isEmpty()) {
            return folder.toAbsolutePath().normalize();
        }
        return Files.isDirectory(demonstration()) ? demonstration() : plant();
    }

    /** The folder named, or another default. */
    Path folderOr(Path other) {
        return folder.toString().isEmpty() ? other : folder.toAbsolutePath().normalize();
    }

    static Path demonstration() {
        return home().resolve("data/demo");
    }

    static Path plant() {
        return home().resolve("data/plant");
    }

    private static Path home() {
        return Path.of(System.getProperty("stroma.home", "")).toAbsolutePath().normalize();
    }
}
