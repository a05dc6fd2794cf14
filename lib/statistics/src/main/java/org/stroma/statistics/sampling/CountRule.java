package org.stroma.statistics.sampling;

import java.util.List;
import org.stroma.statistics.StatisticsRefusal;

/**
 * How many units or containers to take from a lot, by bands of lot size. The rule is data; the ones given here are customary defaults.
 *
 * @param name stable name
 * @param source where the rule comes from
 * @param bands ascending, the last one open-ended
 */
public record CountRule(String name, String source, List<Band> bands) {

    /** Containers of a material, Chinese GMP practice: all up to 3, √N + 1 up to 300, √N/2 + 1 above. */
    public static final CountRule CHINESE_GMP = new CountRule("cn-gmp", "Chinese GMP practice for materials",
            List.of(new Band(3, new All()), new Band(300, new RootPlus(1, 1)),
                    new Band(Integer.MAX_VALUE, new RootPlus(2, 1))));

    /** Containers of a uniform material from a trusted source, √N + 1. */
    public static final CountRule ROOT_PLUS_ONE = new CountRule("root-plus-one",
            "WHO TRS 929, annex 4, n plan",
            List.of(new Band(Integer.MAX_VALUE, new RootPlus(1, 1))));

    /** Containers of a parenteral product for sterility: 10 % but at least 4; 10; 2 % but at most 20. */
    public static final CountRule STERILITY = new CountRule("sterility", "ChP 1101, USP <71>, Ph. Eur. 2.6.1",
            List.of(new Band(100, new Share(0.10, 4, Integer.MAX_VALUE)), new Band(500, new Fixed(10)),
                    new Band(Integer.MAX_VALUE, new Share(0.02, 0, 20))));

    public CountRule {
        bands = List.copyOf(bands);
        if (bands.isEmpty() || bands.getLast().upTo() != Integer.MAX_VALUE) {
            throw new IllegalArgumentException("the last band must be open-ended");
        }
    }

    /** Lots up to a size follow a formula. */
    public record Band(int upTo, Formula formula) {}

    /** A way to count. */
    public sealed interface Formula {}

    /** Every unit. */
    public record All() implements Formula {}

    /** A fixed number. */
    public record Fixed(int count) implements Formula {}

    /** √N over a divisor, rounded up, plus a number. */
    public record RootPlus(int divisor, int plus) implements Formula {}

    /** A share of N, rounded up, inside bounds. */
    public record Share(double share, int atLeast, int atMost) implements Formula {}

    /**
     * Units to take from a lot, never more than it has.
     *
     * @throws StatisticsRefusal {@code out-of-range} for an empty lot
     */
    public int count(int lotSize) {
        if (lotSize < 1) {
            throw StatisticsRefusal.of("out-of-range", "name", "lotSize", "range", "[1, ∞)", "value", lotSize);
        }
        Formula formula = bands.stream().filter(band -> lotSize <= band.upTo()).findFirst().orElseThrow().formula();
        int count = switch (formula) {
            case All all -> lotSize;
            case Fixed fixed -> fixed.count();
            case RootPlus root -> up(Math.sqrt(lotSize) / root.divisor()) + root.plus();
            case Share part -> Math.clamp(up(part.share() * lotSize), part.atLeast(), part.atMost());
        };
        return Math.min(lotSize, count);
    }

    /** Rounds up, forgiving the last bit of a product such as 0.1 · 30. */
    private static int up(double value) {
        return (int) Math.ceil(value - 1e-9);
    }
}
