package org.stroma.codes.iscn;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cells with the same chromosomes.
 *
 * @param chromosomes their number
 * @param sexChromosomes those present, such as {@code XY}, or {@code X} after the loss of the other
 * @param abnormalities in the order of the report; one that is there twice stands twice
 * @param variants normal variations such as {@code 9qh+}, which are no abnormalities
 * @param cells metaphases with this description, at least one
 */
public record CellLine(int chromosomes, String sexChromosomes, List<Abnormality> abnormalities, List<String> variants,
        int cells) {

    private static final int AUTOSOMES = 22;
    private static final int SET = 23;

    public CellLine {
        abnormalities = List.copyOf(abnormalities);
        variants = List.copyOf(variants);
        if (cells < 1 || !sexChromosomes.matches("[XY]+")) {
            throw new IllegalArgumentException("cells " + cells + ", sex chromosomes " + sexChromosomes);
        }
    }

    /** How many sets of chromosomes the number is nearest to, by the ranges of ISCN: 35 to 57 is diploid. */
    public int ploidy() {
        return Math.max(1, (chromosomes + SET / 2) / SET);
    }

    /** Triploid and above. */
    public boolean polyploid() {
        return ploidy() > 2;
    }

    /** Without abnormality and not polyploid. */
    public boolean normal() {
        return abnormalities.isEmpty() && !polyploid();
    }

    /** The sex chromosomes before any recorded loss of one, X before Y. */
    public String sexComplement() {
        Stream<String> lost = abnormalities.stream()
                .filter(one -> one instanceof Abnormality.Loss loss && sex(loss.chromosome()))
                .map(one -> ((Abnormality.Loss) one).chromosome());
        return Stream.concat(sexChromosomes.chars().mapToObj(Character::toString), lost).sorted()
                .collect(Collectors.joining());
    }

    /** The number of chromosomes that the description gives. */
    int describedChromosomes() {
        return AUTOSOMES * ploidy() + sexChromosomes.length() + abnormalities.stream().mapToInt(CellLine::effect).sum();
    }

    private static int effect(Abnormality abnormality) {
        return switch (abnormality) {
            case Abnormality.Gain gain -> 1;
            case Abnormality.Loss loss -> sex(loss.chromosome()) ? 0 : -1;
            case Abnormality.Structural structural -> effect(structural);
        };
    }

    /** Two chromosomes joined into one leave one less, unless the product is said to come on top. */
    private static int effect(Abnormality.Structural structural) {
        if (structural.additional()) {
            return 1;
        }
        return structural.description().matches("(der|dic|rob)\\([0-9XY]+;[0-9XY]+\\).*") ? -1 : 0;
    }

    private static boolean sex(String chromosome) {
        return chromosome.equals("X") || chromosome.equals("Y");
    }

    /** As ISCN writes it. */
    public String notation() {
        String rest = Stream.concat(abnormalities.stream().map(Abnormality::notation), variants.stream())
                .map(one -> "," + one).collect(Collectors.joining());
        return chromosomes + "," + sexChromosomes + rest + "[" + cells + "]";
    }
}
