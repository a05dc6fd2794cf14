package org.stroma.statistics.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.stroma.statistics.StatisticsRefusal;

/** Published sets of run rules. Every set begins with the point outside the limits. */
public final class RunRules {

    private RunRules() {}

    /** Only a point outside the limits. */
    public static List<RunRule> limitsOnly() {
        return List.of(new RunRule.BeyondLimits("beyond-limits"));
    }

    /**
     * The eight tests of L. S. Nelson, The Shewhart control chart: tests for special causes, J. Qual. Technol. 16 (1984) 237,
     * doi:10.1080/00224065.1984.11978921.
     */
    public static List<RunRule> nelson() {
        return List.of(new RunRule.BeyondLimits("nelson-1"), new RunRule.SameSide("nelson-2", 9),
                new RunRule.Trend("nelson-3", 6),
                new RunRule.Alternation("nelson-4", 14), new RunRule.FarOnOneSide("nelson-5", 2, 3, 2),
                new RunRule.FarOnOneSide("nelson-6", 4, 5, 1), new RunRule.Hugging("nelson-7", 15, 1),
                new RunRule.Avoiding("nelson-8", 8, 1));
    }

    /** The four zone tests of the Western Electric Statistical Quality Control Handbook (1956), pp. 25-28. */
    public static List<RunRule> westernElectric() {
        return List.of(new RunRule.BeyondLimits("western-electric-1"),
                new RunRule.FarOnOneSide("western-electric-2", 2, 3, 2),
                new RunRule.FarOnOneSide("western-electric-3", 4, 5, 1), new RunRule.SameSide("western-electric-4", 8));
    }

    /**
     * Reads names such as {@code nelson}, {@code western-electric} or {@code nelson-3}, separated by commas. A point outside the
     * limits is always among the rules.
     *
     * @throws StatisticsRefusal {@code unknown-rule}
     */
    public static List<RunRule> named(String names) {
        List<RunRule> known = new ArrayList<>(nelson());
        known.addAll(westernElectric());
        List<RunRule> chosen = new ArrayList<>();
        for (String part : names.split(",", -1)) {
            String name = part.strip().toLowerCase(Locale.ROOT);
            List<RunRule> matching = known.stream()
                    .filter(rule -> rule.code().equals(name) || rule.code().matches(Pattern.quote(name) + "-\\d"))
                    .toList();
            if (matching.isEmpty() && !name.isEmpty() && !"none".equals(name)) {
                throw StatisticsRefusal.of("unknown-rule", "name", part.strip());
            }
            matching.stream().filter(rule -> !chosen.contains(rule)).forEach(chosen::add);
        }
        if (chosen.stream().noneMatch(RunRule.BeyondLimits.class::isInstance)) {
            chosen.addAll(0, limitsOnly());
        }
        return List.copyOf(chosen);
    }
}
