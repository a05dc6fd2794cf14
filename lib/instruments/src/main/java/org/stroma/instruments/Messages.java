package org.stroma.instruments;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The sentences of problem codes. The bundle of an enum lies beside it under the enum's own name, English in the root file
 * and Chinese in {@code _zh}; {@code {0}} stands for the first parameter and apostrophes need no doubling.
 */
final class Messages {

    private Messages() {}

    static String format(Problem.Code code, List<String> parameters, Locale locale) {
        ResourceBundle bundle = bundle(code, locale);
        return fill(bundle.getString(code.name()), parameters);
    }

    private static ResourceBundle bundle(Problem.Code code, Locale locale) {
        Locale shown = locale.getLanguage().equals("zh") ? Locale.CHINESE : Locale.ROOT;
        Class<?> type = code.getClass();
        return ResourceBundle.getBundle(type.getName(), shown, type.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    private static String fill(String pattern, List<String> parameters) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            boolean hole = c == '{' && i + 2 < pattern.length() && pattern.charAt(i + 2) == '}'
                    && Character.isDigit(pattern.charAt(i + 1));
            if (!hole) {
                text.append(c);
                continue;
            }
            int index = pattern.charAt(i + 1) - '0';
            text.append(index < parameters.size() ? parameters.get(index) : "");
            i += 2;
        }
        return text.toString();
    }

}
