package org.stroma.statistics;

import java.util.Locale;
import java.util.Map;

/**
 * Refusal to compute a figure from input that cannot carry it, such as too few values or no variation.
 *
 * <p>The code is stable and made for programs, for example {@code too-few-values}; the parameters carry the data of the
 * case. {@link #message(Locale)} words it from the bundle {@code org.stroma.statistics.messages}.
 */
public final class StatisticsRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient Map<String, Object> parameters;

    private StatisticsRefusal(String code, Map<String, Object> parameters) {
        super(Messages.render(code, parameters, Locale.ENGLISH));
        this.code = code;
        this.parameters = parameters;
    }

    /**
     * Builds a refusal.
     *
     * @param namesAndValues parameter names, each followed by its value
     */
    public static StatisticsRefusal of(String code, Object... namesAndValues) {
        return new StatisticsRefusal(code, Messages.pairs(namesAndValues));
    }

    /** Stable code, lower case with hyphens. */
    public String code() {
        return code;
    }

    /** Parameters in the order they were given. */
    public Map<String, Object> parameters() {
        return parameters;
    }

    /** The refusal in words, Chinese for any Chinese locale and English otherwise. */
    public String message(Locale locale) {
        return Messages.render(code, parameters, locale);
    }
}
