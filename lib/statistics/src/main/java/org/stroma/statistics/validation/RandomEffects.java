package org.stroma.statistics.validation;

import java.util.ArrayList;
import java.util.List;

/**
 * Effects of a precision study whose factors need not be nested, each the combination of one or more factors.
 *
 * <p>Written as statistics programs write them, see {@link EffectFormula}: {@code lot+device+(lot:device:day)/run} and the shorter
 * {@code (lot+device)/day/run} have lots crossed with devices, days within both and runs within days. All effects are random.
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
     * @throws org.stroma.statistics.StatisticsRefusal {@code effects-unreadable} with the part that cannot be read
     */
    public static RandomEffects parse(String formula) {
        return new RandomEffects(EffectFormula.read(formula));
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
