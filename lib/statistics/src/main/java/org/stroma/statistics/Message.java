package org.stroma.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * A statement with a stable code and its parameters, worded only when shown.
 *
 * @param code what is said
 * @param parameters the values of the placeholders, in order
 */
public record Message(MessageCode code, List<Object> parameters) {
    private static final ResourceBundle.Control NO_FALLBACK = ResourceBundle.Control
            .getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final int SHOWN_DIGITS = 6;

    public Message {
        parameters = List.copyOf(parameters);
    }

    public static Message of(MessageCode code, Object... parameters) {
        return new Message(code, List.of(parameters));
    }

    /** The wording in the given language; English for a language without a bundle. */
    public String text(Locale locale) {
        String name = code.getClass().getPackageName() + ".messages";
        ResourceBundle bundle = ResourceBundle.getBundle(name, locale, code.getClass().getClassLoader(), NO_FALLBACK);
        Object[] shown = parameters.stream().map(Message::shown).toArray();
        return new MessageFormat(bundle.getString(code.code()), Locale.ROOT).format(shown);
    }

    /** Plain digits whatever the language: a number in a refusal is data, not prose. */
    private static String shown(Object parameter) {
        if (parameter instanceof Double number && Double.isFinite(number)) {
            BigDecimal rounded = new BigDecimal(number).round(new MathContext(SHOWN_DIGITS, RoundingMode.HALF_EVEN));
            return Double.toString(rounded.doubleValue()).replaceAll("\\.0$", "");
        }
        return String.valueOf(parameter);
    }
}
