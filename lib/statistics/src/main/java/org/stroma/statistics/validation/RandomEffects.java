package org.stroma.statistics.validation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.stroma.statistics.StatisticsRefusal;

/**
 * Effects of a precision study whose factors need not be nested, each the combination of one or more factors.
 *
 * <p>Written as statistics programs write them: {@code a+b} two factors that cross, {@code a:b} their combination, {@code a/b} short for
 * {@code a+a:b} (b within a), {@code a*b} short for {@code a+b+a:b} (two factors only). A colon binds first, then {@code /} and {@code *} from the left, then
 * {@code +}; parentheses around a combination are taken off. So {@code lot+device+(lot:device:day)/run} has lots crossed with devices, days
 * within both and runs within days. All effects are random.
 *
 * @param effects factors of each effect, in the order in which squares are taken
 */
public record RandomEffects(List<List<String>> effects) {

    public RandomEffects {
        effects = effects.stream().map(List::copyOf).toList();
    }

    /**
     * Reads a formula.
     *
     * @throws StatisticsRefusal {@code effects-unreadable} with the part that cannot be read
     */
    public static RandomEffects parse(String formula) {
        Set<List<String>> effects = new LinkedHashSet<>();
        for (String sum : formula.split("\\+", -1)) {
            effects.addAll(product(sum, formula));
        }
        return new RandomEffects(List.copyOf(effects));
    }

    /** Each factor within the one before it, the outermost first. */
    public static RandomEffects nested(List<String> factors) {
        List<List<String>> effects = new ArrayList<>();
        for (int i = 1; i <= factors.size(); i++) {
            effects.add(factors.subList(0, i));
        }
        return new RandomEffects(effects);
    }

    /** All factors, in the order of their first appearance. */
    public List<String> factors() {
        return effects.stream().flatMap(List::stream).distinct().toList();
    }

    /** Name of an effect: its factors, joined by colons. */
    public String name(int effect) {
        return String.join(":", effects.get(effect));
    }

    /** Effects of a part without plus signs, combined from the left. */
    private static List<List<String>> product(String part, String formula) {
        if (part.indexOf('*') >= 0 && part.split("[/*]", -1).length > 2) {
            throw StatisticsRefusal.of("effects-unreadable", "formula", formula, "part", part.strip());
        }
        List<List<String>> effects = new ArrayList<>();
        List<String> whole = List.of();
        int from = 0;
        char sign = '/';
        for (int at = 0; at <= part.length(); at++) {
            char c = at < part.length() ? part.charAt(at) : '/';
            if (c != '/' && c != '*') {
                continue;
            }
            List<String> next = combination(part.substring(from, at), formula);
            if (sign == '*') {
                effects.add(next);
            }
            whole = joined(whole, next);
            effects.add(whole);
            sign = c;
            from = at + 1;
        }
        return effects;
    }

    private static List<String> joined(List<String> first, List<String> second) {
        Set<String> all = new LinkedHashSet<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    private static List<String> combination(String text, String formula) {
        String bare = text.strip();
        if (bare.startsWith("(") && bare.endsWith(")")) {
            bare = bare.substring(1, bare.length() - 1);
        }
        Set<String> factors = new LinkedHashSet<>();
        for (String factor : bare.split(":", -1)) {
            if (factor.isBlank() || factor.contains("(") || factor.contains(")")) {
                throw StatisticsRefusal.of("effects-unreadable", "formula", formula, "part", text.strip());
            }
            factors.add(factor.strip());
        }
        return List.copyOf(factors);
    }

    /** Whether each effect holds all factors of the one before it. */
    boolean chained() {
        for (int i = 1; i < effects.size(); i++) {
            if (!effects.get(i).containsAll(effects.get(i - 1))) {
                return false;
            }
        }
        return true;
    }
}
