package org.stroma.app.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** A command that cannot be done as asked: what, where, and how to mend it, in the reader's language. */
final class CommandRefusal extends RuntimeException {
    private static final String BUNDLE = "org.stroma.app.cli.refusals";

    private final transient Map<String, Object> parameters;
    private final String code;
    private final String name;

    private CommandRefusal(String code, String name, Map<String, Object> parameters) {
        super(words(code, parameters, Locale.ENGLISH));
        this.code = code;
        this.name = name;
        this.parameters = parameters;
    }

    /**
     * A refusal by its code.
     *
     * @param code key of the bundle {@code org.stroma.app.cli.refusals}
     * @param namesAndValues names of parameters, each followed by its value; a value may be a refusal itself
     */
    static CommandRefusal of(String code, Object... namesAndValues) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        String name = parameters.values().stream().filter(CommandRefusal.class::isInstance)
                .map(inner -> ((CommandRefusal) inner).name).findFirst().orElse(code);
        return new CommandRefusal(code, name, parameters);
    }

    /** The same refusal under the name of what caused it. */
    CommandRefusal named(String cause) {
        return new CommandRefusal(code, cause, parameters);
    }

    /** The stable name of what is wrong: the code of the innermost refusal. */
    String name() {
        return name;
    }

    /** The refusal as a command prints it: in words, then its name. */
    String printed(Locale locale) {
        return message(locale) + " [" + name + "]";
    }

    /** The refusal in words, Chinese for any Chinese locale and English otherwise. */
    String message(Locale locale) {
        return words(code, parameters, locale);
    }

    private static String words(String code, Map<String, Object> parameters, Locale locale) {
        boolean chinese = Locale.CHINESE.getLanguage().equals(locale.getLanguage());
        ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, chinese ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
        if (!bundle.containsKey(code)) {
            throw new MissingResourceException("no words for " + code, BUNDLE, code);
        }
        StringBuilder text = new StringBuilder();
        String pattern = bundle.getString(code);
        int from = 0;
        for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', from)) {
            int close = pattern.indexOf('}', open);
            Object value = parameters.get(pattern.substring(open + 1, close));
            text.append(pattern, from, open)
                    .append(value instanceof CommandRefusal inner ? inner.message(locale) : String.valueOf(value));
            from = close + 1;
        }
        return text.append(pattern.substring(from)).toString();
    }
}
