package org.stroma.instruments.generic;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.CellCounting;
import org.stroma.instruments.asm.PlateReader;
import org.stroma.instruments.asm.SolutionAnalyzer;
import org.stroma.instruments.asm.Technique;

/** The models that rows of samples may become, with the names of their values and the units these may be printed in. */
public enum SampleKind {

    /** Counts of cells. */
    CELL_COUNTING("cell-counting", CellCounting.TECHNIQUE, List.of(
            new Member("viability (cell counter)", Part.PROCESSED, CellCounting.PERCENT, Map.of("%", 0)),
            density("viable cell density (cell counter)"), density("total cell density (cell counter)"),
            density("dead cell density (cell counter)"), diameter("average total cell diameter"),
            diameter("average live cell diameter (cell counter)"),
            diameter("average dead cell diameter (cell counter)"), count("total cell count"),
            count("viable cell count"), count("dead cell count"),
            new Member("cell density dilution factor", Part.PROCESSING, AsmBuilder.UNITLESS, Map.of("1", 0)),
            new Member("sample volume setting", Part.DEVICE, CellCounting.MICROLITER, Map.of("uL", 0, "mL", 3)))),

    /** Analytes, gases, pH and osmolality of a solution. Any other name is an analyte in g/L, mL/L or mmol/L. */
    SOLUTION_ANALYZER("solution-analyzer", SolutionAnalyzer.BENCHLING, List.of(
            new Member("pH", Part.OWN, "pH", Map.of("[pH]", 0)),
            new Member("osmolality", Part.OWN, "mosm/kg", Map.of("mosm/kg", 0)),
            new Member("pO2", Part.OWN, "mmHg", Map.of("mm[Hg]", 0)),
            new Member("pCO2", Part.OWN, "mmHg", Map.of("mm[Hg]", 0)),
            new Member("temperature", Part.OWN, "degC", Map.of("Cel", 0)))),

    /** Wells of a plate. */
    PLATE_READER("plate-reader", PlateReader.REC_2025_03, List.of(
            new Member("absorbance", Part.OWN, "mAU", Map.of("mAU", 0, "AU", 3)),
            new Member("fluorescence", Part.OWN, "RFU", Map.of("RFU", 0)),
            new Member("luminescence", Part.OWN, "RLU", Map.of("RLU", 0))));

    /** The part of a measurement document a value belongs to. */
    enum Part {
        OWN, PROCESSED, PROCESSING, DEVICE, ANALYTE
    }

    /**
     * A value of the model.
     *
     * @param unit as the model has it
     * @param units UCUM codes a table may print it in, each with the power of ten that leads to {@code unit}
     */
    record Member(String name, Part part, String unit, Map<String, Integer> units) {

        BigDecimal inUnit(BigDecimal printed, String ucum) {
            return printed.scaleByPowerOfTen(units.getOrDefault(ucum, 0));
        }

    }

    private final String id;
    private final Technique technique;
    private final List<Member> members;

    SampleKind(String id, Technique technique, List<Member> members) {
        this.id = id;
        this.technique = technique;
        this.members = members;
    }

    private static Member density(String name) {
        return new Member(name, Part.PROCESSED, CellCounting.MILLION_PER_ML, Map.of("10*6/mL", 0, "/mL", -6));
    }

    private static Member diameter(String name) {
        return new Member(name, Part.PROCESSED, CellCounting.MICROMETER, Map.of("um", 0));
    }

    private static Member count(String name) {
        return new Member(name, Part.PROCESSED, CellCounting.CELL, Map.of("1", 0));
    }

    /** The name of the kind in mappings. */
    public String id() {
        return id;
    }

    Technique technique() {
        return technique;
    }

    public static Optional<SampleKind> find(String id) {
        return Stream.of(values()).filter(kind -> kind.id.equals(id)).findFirst();
    }

    /** The names of the values of this kind. */
    public List<String> names() {
        return members.stream().map(Member::name).toList();
    }

    /** The UCUM codes a value may be printed in, empty when this kind has no such value. */
    public List<String> units(String name) {
        return find(this, name).map(member -> member.units().keySet().stream().sorted().toList()).orElse(List.of());
    }

    static Optional<Member> find(SampleKind kind, String name) {
        Optional<Member> known = kind.members.stream().filter(member -> member.name.equals(name)).findFirst();
        boolean analyte = known.isEmpty() && kind == SOLUTION_ANALYZER && !name.isBlank();
        return analyte
                ? Optional.of(new Member(name, Part.ANALYTE, "", Stream.of("g/L", "mL/L", "mmol/L")
                        .collect(Collectors.toMap(unit -> unit, unit -> 0))))
                : known;
    }

}
