package org.stroma.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.stroma.app.database.Store;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which data a command works on. */
final class DataOption {
    @Option(names = "--data", paramLabel = "DIR", description = "The data folder. Default: data/demo when it is there, else data/plant, below the launcher's folder.")
    private Path folder = Path.of("");

    // Named here so that the option is known and told of; it is read before the arguments are parsed.
    @Mixin
    @SuppressWarnings("UnusedVariable")
    private LanguageOption language = new LanguageOption();

    /** The folder named, or the default. */
    Path folder() {
        if (!folder.toString().isEmpty()) {
            return folder.toAbsolutePath().normalize();
        }
        return Files.isDirectory(demonstration()) ? demonstration() : plant();
    }

    /** The folder of data that is there already, for commands that only read or copy it; not asked where the database is yours. */
    Path existing() {
        Path there = folder();
        if (!Store.isYours(System.getenv()) && !Store.isIn(there)) {
            throw CommandRefusal.of("data-none", "path", there);
        }
        return there;
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
