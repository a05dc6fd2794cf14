package org.stroma.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** Words for codes: English, and Chinese for every Chinese locale. Parameters stand in braces by name. */
final class Messages {

    private static final String BUNDLE = "org.stroma.statistics.messages";

    private Messages() {}

    static String render(String code, Map<String, Object> parameters, Locale locale) {
        boolean chinese = Locale.CHINESE.getLanguage().equals(locale.getLanguage());
        ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, chinese ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
        String text = bundle.containsKey(code) ? bundle.getString(code) : code + " " + parameters;
        for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
            text = text.replace("{" + parameter.getKey() + "}", shown(parameter.getValue()));
        }
        return text;
    }

    /** Numbers in prose carry six significant digits; the parameters keep them all. */
    private static String shown(Object value) {
        if (!(value instanceof Double number) || !Double.isFinite(number)) {
            return String.valueOf(value);
        }
        BigDecimal rounded = BigDecimal.valueOf(number).round(new MathContext(6)).stripTrailingZeros();
        return rounded.scale() > 9 || rounded.scale() < -9 ? rounded.toString() : rounded.toPlainString();
    }

    /** Reads {@code name, value, name, value, …} into an ordered, unmodifiable map. */
    static Map<String, Object> pairs(Object... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("names and values must alternate");
        }
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return Collections.unmodifiableMap(map);
    }
}
