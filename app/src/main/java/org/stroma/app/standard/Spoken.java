package org.stroma.app.standard;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** The application's own words for codes that signed standards hold and have no words for: methods, clauses, units of measure. */
final class Spoken {
    private static final ResourceBundle.Control NO_OTHER_LANGUAGE = ResourceBundle.Control
            .getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final String STANDARDS = "messages/standard";
    private static final String MEASURES = "messages/shell";

    private Spoken() {}

    /** A test method that standards name; whatever else is said is itself. */
    static String method(String code, Locale locale) {
        return find(STANDARDS, "method." + code, locale).orElse(code);
    }

    /** Several methods, as a reason names them: {@code GEL_CLOT, PCR}. */
    static String methods(String codes, Locale locale) {
        return Arrays.stream(codes.split(", ")).map(code -> method(code, locale)).collect(Collectors.joining(", "));
    }

    /** The short name of a clause; absent for one of which the application knows no more than its title. */
    static Optional<String> clause(String id, Locale locale) {
        return find(STANDARDS, "clause." + id, locale);
    }

    /** A unit of measure by its parts; one without words is its code without the braces of annotations. */
    static String unit(String code, Locale locale) {
        return Arrays.stream(code.split("/", -1)).map(part -> part.replace("{", "").replace("}", ""))
                .map(part -> part.equals("1") ? part : find(MEASURES, "measure." + part, locale).orElse(part))
                .collect(Collectors.joining("/"));
    }

    private static Optional<String> find(String bundle, String key, Locale locale) {
        ResourceBundle words = ResourceBundle.getBundle(bundle, locale, NO_OTHER_LANGUAGE);
        return words.containsKey(key) ? Optional.of(words.getString(key)) : Optional.empty();
    }
}
