package org.stroma.app.cli;

import picocli.CommandLine.Option;

/** In which language a command speaks; read from the arguments before they are parsed, see {@link Help#language}. */
final class LanguageOption {
    @Option(names = "--lang", paramLabel = "TAG", defaultValue = "${sys:stroma.lang:-en}", description = "Language of labels and messages: en or zh-CN. Default: ${DEFAULT-VALUE}.")
    private String language = "en";

    @Override
    public String toString() {
        return language;
    }
}
