package org.stroma.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command that computes from a file can be told. */
final class ReportOptions {
    @Parameters(paramLabel = "FILE", description = "Delimited text with a header line; comma, semicolon or tab is recognised.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Option(names = "--plot", paramLabel = "OUT.svg", description = "Draw the result into a file.")
    private Optional<Path> plot = Optional.empty();

    @Option(names = "--decimal-comma", description = "Numbers in the file have a decimal comma.")
    private boolean decimalComma;

    @Option(names = "--lang", paramLabel = "TAG", defaultValue = "${sys:stroma.lang:-en}", description = "Language of labels and messages: en or zh-CN. Default: ${DEFAULT-VALUE}.")
    private String language = "en";

    Path file() {
        return file;
    }

    boolean json() {
        return json;
    }

    Optional<Path> plot() {
        return plot;
    }

    Numbers numbers() {
        return new Numbers(decimalComma);
    }

    /** The language asked for: Chinese for any Chinese tag, else English. */
    Locale locale() {
        return locale(language);
    }

    /** The language asked of a command, that of the environment where it knows none. */
    static Locale locale(CommandLine command) {
        CommandLine.Model.OptionSpec option = command.getCommandSpec().findOption("--lang");
        return option == null ? Help.locale() : locale(String.valueOf(option.<Object>getValue()));
    }

    /** Chinese for any Chinese tag, else English. */
    static Locale locale(String tag) {
        Locale asked = Locale.forLanguageTag(tag.replace('_', '-'));
        return asked.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    }
}
