package org.stroma.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The words of the command line's help: English beside the options in the code, Chinese in a bundle. */
final class Help {
    private static final String BUNDLE = "org.stroma.app.cli.help";
    /** Read as the default of {@code --lang}. */
    private static final String PROPERTY = "stroma.lang";
    private static final String OPTION = "--lang";
    /** In the order in which POSIX looks for the language of messages. */
    private static final List<String> VARIABLES = List.of("LC_ALL", "LC_MESSAGES", "LANG");

    private Help() {}

    /** The language tag that the arguments ask for, else that of the environment; English where neither says. */
    static String language(String[] arguments, Map<String, String> environment) {
        Stream<String> told = VARIABLES.stream().map(name -> environment.getOrDefault(name, ""));
        return Stream.concat(asked(arguments), told).filter(tag -> !tag.isBlank()).findFirst()
                .map(tag -> ReportOptions.locale(tag.replaceAll("[.@].*", "")).equals(Locale.SIMPLIFIED_CHINESE))
                .orElse(false) ? "zh-CN" : "en";
    }

    /** Read here and not by the parser, since parsing may fail and help is asked for in many ways. */
    private static Stream<String> asked(String[] arguments) {
        return IntStream.range(0, arguments.length).boxed().flatMap(i -> {
            if (arguments[i].startsWith(OPTION + "=")) {
                return Stream.of(arguments[i].substring(OPTION.length() + 1));
            }
            return arguments[i].equals(OPTION) && i + 1 < arguments.length
                    ? Stream.of(arguments[i + 1])
                    : Stream.empty();
        });
    }

    /** The language that was chosen when the command began. */
    static Locale locale() {
        return ReportOptions.locale(System.getProperty(PROPERTY, "en"));
    }

    /** A sentence of {@code messages} with its values. */
    static String say(String key, Object... values) {
        return say(locale(), key, values);
    }

    static String say(Locale locale, String key, Object... values) {
        String pattern = ResourceBundle
                .getBundle("org.stroma.app.cli.messages", ReportOptions.locale(locale.toLanguageTag()),
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
                .getString(key);
        return String.format(Locale.ROOT, pattern, values);
    }

    /** Gives the commands the words of a language, and {@code --lang} its default. */
    static CommandLine in(String tag, CommandLine commands) {
        System.setProperty(PROPERTY, tag);
        if (ReportOptions.locale(tag).equals(Locale.SIMPLIFIED_CHINESE)) {
            commands.setResourceBundle(ResourceBundle.getBundle(BUNDLE, Locale.SIMPLIFIED_CHINESE));
        }
        return commands;
    }
}
