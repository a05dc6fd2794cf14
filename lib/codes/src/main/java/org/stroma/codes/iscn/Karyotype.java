package org.stroma.codes.iscn;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.stroma.codes.Problem;
import org.stroma.codes.Reading;

/** The cell lines of one report, at least one. */
public record Karyotype(List<CellLine> lines) {

    public Karyotype {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("no cell lines");
        }
    }

    /**
     * Reads lines such as {@code 47,XY,+20[2]/46,XY[18]}: number of chromosomes, sex chromosomes, abnormalities, number of
     * cells; {@code mos} in front, blanks, and the full-width punctuation of Chinese reports are allowed. A token that is
     * not understood refuses the whole: none is dropped.
     */
    public static Reading<Karyotype> parse(String text) {
        return KaryotypeReader.read(text);
    }

    /** All cells of all lines. */
    public int metaphases() {
        return lines.stream().mapToInt(CellLine::cells).sum();
    }

    /** A problem if the lines do not add up to the metaphases that were counted. */
    public Optional<Problem> metaphasesProblem(int counted) {
        return counted == metaphases()
                ? Optional.empty()
                : Optional.of(Problem.at(IscnReason.METAPHASES_DISAGREE, 0, 0, Integer.toString(metaphases()),
                        Integer.toString(counted)));
    }

    /**
     * The sex chromosomes that the lines started from. More than one entry: the cells are not of one person, or sex
     * chromosomes changed without being recorded as gained or lost. Polyploid lines are left out.
     */
    public SortedSet<String> sexComplements() {
        return lines.stream().filter(line -> !line.polyploid()).map(CellLine::sexComplement)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether every line is normal, with nothing but XX or nothing but XY. */
    public boolean normal() {
        return lines.stream().allMatch(CellLine::normal) && sexComplements().size() == 1
                && sexComplements().first().matches("X[XY]");
    }

    public int polyploidCells() {
        return lines.stream().filter(CellLine::polyploid).mapToInt(CellLine::cells).sum();
    }

    /** The line with the most cells; the first of them if several have. */
    CellLine mainLine() {
        return lines.stream().max(Comparator.comparingInt(CellLine::cells)).orElseThrow();
    }

    /** As ISCN writes it, with {@code idem} written out. */
    public String notation() {
        return lines.stream().map(CellLine::notation).collect(Collectors.joining("/"));
    }
}
