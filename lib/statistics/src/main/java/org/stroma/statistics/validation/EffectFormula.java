package org.stroma.statistics.validation;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.stroma.statistics.StatisticsRefusal;

/**
 * Reads effects as Wilkinson and Rogers write them, Appl. Stat. 22 (1973) 392, doi:10.2307/2346786: {@code a:b} combines, {@code a/b} is
 * {@code a+a:b}, {@code a*b} is {@code a+b+a:b}, parentheses group. A colon binds first, then {@code /} and {@code *} from the left, then {@code +}.
 *
 * <p>Single factors come before combinations of two and so on, otherwise effects keep the order in which they are written, as in R.
 */
final class EffectFormula {
    private final String text;
    private int at;

    private EffectFormula(String text) {
        this.text = text;
    }

    /** The effects, each as its factors; refuses {@code effects-unreadable} with the part that cannot be read. */
    static List<List<String>> read(String text) {
        EffectFormula formula = new EffectFormula(text);
        Set<Set<String>> effects = formula.sum();
        if (formula.at < text.length()) {
            throw formula.unreadable();
        }
        return effects.stream().map(List::copyOf).sorted(Comparator.comparingInt(List::size)).toList();
    }

    private Set<Set<String>> sum() {
        Set<Set<String>> effects = product();
        while (next('+')) {
            effects.addAll(product());
        }
        return effects;
    }

    private Set<Set<String>> product() {
        Set<Set<String>> effects = combination();
        while (true) {
            if (next('/')) {
                Set<String> outer = new LinkedHashSet<>();
                effects.forEach(outer::addAll);
                effects.addAll(joined(Set.of(outer), combination()));
            } else if (next('*')) {
                Set<Set<String>> other = combination();
                Set<Set<String>> both = joined(effects, other);
                effects.addAll(other);
                effects.addAll(both);
            } else {
                return effects;
            }
        }
    }

    private Set<Set<String>> combination() {
        Set<Set<String>> effects = single();
        while (next(':')) {
            effects = joined(effects, single());
        }
        return effects;
    }

    /** A sum in parentheses, or the name of a factor: what stands before the next sign. */
    private Set<Set<String>> single() {
        if (next('(')) {
            Set<Set<String>> inner = sum();
            if (!next(')')) {
                throw unreadable();
            }
            return inner;
        }
        int from = at;
        while (at < text.length() && "+/*:()".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String name = text.substring(from, at).strip();
        if (name.isEmpty()) {
            at = from;
            throw unreadable();
        }
        return new LinkedHashSet<>(Set.of(new LinkedHashSet<>(Set.of(name))));
    }

    /** Each of the first with each of the second. */
    private static Set<Set<String>> joined(Set<Set<String>> first, Set<Set<String>> second) {
        Set<Set<String>> all = new LinkedHashSet<>();
        for (Set<String> a : first) {
            for (Set<String> b : second) {
                Set<String> both = new LinkedHashSet<>(a);
                both.addAll(b);
                all.add(both);
            }
        }
        return all;
    }

    /** Steps over a sign, if it is the next. */
    private boolean next(char sign) {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        boolean found = at < text.length() && text.charAt(at) == sign;
        at += found ? 1 : 0;
        return found;
    }

    private StatisticsRefusal unreadable() {
        return StatisticsRefusal.of("effects-unreadable", "formula", text, "part", text.substring(at).strip());
    }
}
