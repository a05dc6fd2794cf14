package org.stroma.codes.iscn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * In how many cells an abnormality must be found to be a clone and not an accident of one cell. Losses need more, because
 * chromosomes get lost from spreads.
 *
 * @param gainCells cells with the same gain
 * @param structuralCells cells with the same structural change
 * @param lossCells cells with the same loss
 * @param source where the numbers come from, for the record of the decision
 */
public record ClonalityRule(int gainCells, int structuralCells, int lossCells, String source) {

    public ClonalityRule {
        if (gainCells < 1 || structuralCells < 1 || lossCells < 1 || source.isBlank()) {
            throw new IllegalArgumentException("thresholds are at least 1 and have a source");
        }
    }

    /**
     * An abnormality and the cells that have it, over all lines.
     *
     * @param needed the cells that make it clonal
     */
    public record Finding(Abnormality abnormality, int cells, int needed) {

        public boolean clonal() {
            return cells >= needed;
        }
    }

    /**
     * All acquired abnormalities in the order of the report; constitutional ones are no clones, and polyploidy is counted
     * elsewhere ({@link Karyotype#polyploidCells()}).
     *
     * <p>The same abnormality in several lines counts in all their cells. A line whose sex chromosomes differ from those
     * of the largest line, without a recorded gain or loss, has gained and lost what differs.
     */
    public List<Finding> apply(Karyotype karyotype) {
        Map<Abnormality, Integer> cells = new LinkedHashMap<>();
        String complement = karyotype.mainLine().sexComplement();
        for (CellLine line : karyotype.lines()) {
            List<Abnormality> abnormalities = new ArrayList<>(line.abnormalities());
            if (!line.polyploid()) {
                abnormalities.addAll(sexDifferences(complement, line.sexComplement()));
            }
            abnormalities.stream().distinct().filter(one -> !one.constitutional())
                    .forEach(one -> cells.merge(one, line.cells(), Integer::sum));
        }
        List<Finding> findings = new ArrayList<>();
        cells.forEach((abnormality, count) -> findings.add(new Finding(abnormality, count, needed(abnormality))));
        return findings;
    }

    private int needed(Abnormality abnormality) {
        return switch (abnormality) {
            case Abnormality.Gain gain -> gainCells;
            case Abnormality.Loss loss -> lossCells;
            case Abnormality.Structural structural -> structuralCells;
        };
    }

    private static List<Abnormality> sexDifferences(String expected, String actual) {
        List<Abnormality> differences = new ArrayList<>();
        for (String chromosome : List.of("X", "Y")) {
            long more = count(actual, chromosome) - count(expected, chromosome);
            if (more > 0) {
                differences.add(new Abnormality.Gain(chromosome, false));
            }
            if (more < 0) {
                differences.add(new Abnormality.Loss(chromosome, false));
            }
        }
        return differences;
    }

    private static long count(String text, String chromosome) {
        return text.chars().filter(character -> character == chromosome.charAt(0)).count();
    }
}
