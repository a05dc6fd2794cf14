package org.stroma.app.standard;

import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stroma.measure.Span;

/** Fills templates and writes numbers, units of measure and spans of time for one language. */
record Wording(SortedMap<String, Texts> templates, Locale locale) {
    private static final Pattern HOLE = Pattern.compile("\\{([a-zA-Z_]+)}");
    private static final Pattern POWER = Pattern.compile("(\\d)e(\\d+)");
    /** Numbers that say what they are by the name of their characteristic; nothing is written beside them. */
    private static final Set<String> BARE = Set.of("[pH]", "{ratio}", "1");
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    boolean has(String key) {
        return templates.containsKey(key);
    }

    /** The template with its holes filled; the key itself if there is no such template. */
    String say(String key, String... holes) {
        Texts template = templates.get(key);
        if (template == null) {
            return key;
        }
        Map<String, String> fills = new HashMap<>();
        for (int i = 0; i + 1 < holes.length; i += 2) {
            fills.put(holes[i], holes[i + 1]);
        }
        return HOLE.matcher(template.in(locale))
                .replaceAll(hole -> Matcher.quoteReplacement(fills.getOrDefault(hole.group(1), "—")));
    }

    /** Powers of ten raised: {@code 5.4e6} becomes 5.4×10⁶. */
    String number(String raw) {
        return POWER.matcher(raw).replaceAll(power -> power.group(1) + "×10" + raised(power.group(2)));
    }

    private static String raised(String digits) {
        StringBuilder raised = new StringBuilder();
        digits.chars().forEach(digit -> raised.append(RAISED.charAt(digit - '0')));
        return raised.toString();
    }

    /** The label of a unit of measure; one that the standard has none for is said by the application's words. */
    String unit(String code) {
        Texts label = templates.get("unit." + code);
        if (label != null) {
            return label.in(locale);
        }
        int space = code.indexOf(' ');
        return space < 0
                ? Spoken.unit(code, locale)
                : unit(code.substring(0, space)) + say("cells." + code.substring(space + 1));
    }

    /** What is written beside a number of a unit of measure; blank for pH, ratios and pure numbers. */
    String beside(String code) {
        return BARE.contains(code) ? "" : unit(code);
    }

    /** A number and a unit as verdicts hold them. */
    String quantity(String raw) {
        return quantity(raw, this::beside);
    }

    /** The same with its unit whatever it is. */
    String measured(String raw) {
        return quantity(raw, this::unit);
    }

    private String quantity(String raw, UnaryOperator<String> unit) {
        int space = raw.indexOf(' ');
        return space < 0
                ? number(raw)
                : (number(raw.substring(0, space)) + " " + unit.apply(raw.substring(space + 1))).strip();
    }

    /** A limit or range as verdicts hold them: {@code >=80 %}, {@code [1700 mosm/kg, 2100 mosm/kg]}. */
    String limit(String raw) {
        if (raw.startsWith("[") || raw.startsWith("(")) {
            String[] ends = raw.substring(1, raw.length() - 1).split(", ");
            return raw.charAt(0) + quantity(ends[0]) + ", " + quantity(ends[1]) + raw.charAt(raw.length() - 1);
        }
        String sign = raw.startsWith(">=") ? "≥ " : raw.startsWith("<=") ? "≤ " : raw.substring(0, 1) + " ";
        return sign + quantity(raw.replaceFirst("^[<>]=?", ""));
    }

    /** A span before or after: 前 7 天, 48 h after. */
    String span(Span span) {
        boolean past = span.period().isNegative() || span.duration().isNegative();
        Period period = past ? span.period().negated() : span.period();
        Duration duration = past ? span.duration().negated() : span.duration();
        List<String> parts = new ArrayList<>();
        add(parts, period.getYears(), "year");
        add(parts, period.getMonths(), "month");
        add(parts, period.getDays(), "day");
        add(parts, duration.toHours(), "hour");
        add(parts, duration.toMinutesPart(), "minute");
        add(parts, duration.toSecondsPart(), "second");
        if (parts.isEmpty()) {
            return say("span.zero");
        }
        return say(past ? "span.before" : "span.after", "span", String.join(" ", parts));
    }

    private void add(List<String> parts, long count, String unit) {
        if (count != 0) {
            parts.add(say("span." + unit, "n", "" + count));
        }
    }
}
