package org.stroma.instruments.designanalysis;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.qpcr.QpcrTable;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.value.Printed;

/**
 * What relative quantities refer to. The file does not name it; the sample is the one whose relative quantity is 1, the
 * target the one that has no relative quantity in any sample. Null where that is not the case for exactly one.
 */
record Reference(@Nullable String sample, @Nullable String target) {

    private static final String RQ = "Rq";

    static Reference of(QpcrTable groups, Problems problems) {
        int column = groups.column(RQ, problems);
        if (groups.rows().stream().allMatch(row -> Printed.isNothing(row.cell(column))))
            return new Reference(null, null);
        Set<String> samples = new LinkedHashSet<>();
        Map<String, Set<String>> without = new HashMap<>();
        for (Row row : groups.rows()) {
            String sample = groups.text(row, "Sample");
            BigDecimal rq = groups.number(row, column);
            if (rq != null && rq.compareTo(BigDecimal.ONE) == 0)
                samples.add(sample);
            Set<String> targets = without.computeIfAbsent(sample, s -> new HashSet<>());
            if (Printed.isNothing(row.cell(column)))
                targets.add(groups.text(row, "Target"));
        }
        Set<String> targets = new HashSet<>(without.values().iterator().next());
        without.values().forEach(targets::retainAll);
        return new Reference(one(samples, "Reference Sample", problems), one(targets, "Endogenous Control", problems));
    }

    private static @Nullable String one(Set<String> names, String what, Problems problems) {
        if (names.size() == 1)
            return names.iterator().next();
        problems.add(FileProblem.MISSING_VALUE, what);
        return null;
    }

}
