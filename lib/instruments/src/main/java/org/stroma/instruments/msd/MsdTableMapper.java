package org.stroma.instruments.msd;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Content;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmBuilder.DataSource;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.asm.PlateReader;
import org.stroma.instruments.asm.Wells;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.table.Fields;

/** Maps analysis tables: one group for each sample and well, then the calculated columns in the order of the model. */
final class MsdTableMapper {

    private static final String SIGNAL = "luminescence";
    private static final List<String> CALCULATED = List.of("Adjusted Signal", "Mean", "Adj. Sig. Mean",
            "Fit Statistic: RSquared", "CV", "% Recovery", "% Recovery Mean", "Calc. Concentration", "Calc. Conc. Mean",
            "Calc. Conc. CV");

    /** A row that was measured. */
    private record Spot(Fields row, String measurement, String plate) {

        String assay() {
            return row.textOr("", "Assay");
        }

        String sample() {
            return row.textOr("", "Sample") + "_" + row.textOr("", "Well");
        }

    }

    private final List<MsdTable> tables;
    private final AsmBuilder asm;
    private final Problems problems;
    private final List<Spot> spots = new ArrayList<>();

    MsdTableMapper(List<MsdTable> tables, Content content, String converter, Problems problems) {
        this.tables = tables;
        this.asm = new AsmBuilder(PlateReader.REC_2024_06, content, converter);
        this.problems = problems;
    }

    AsmDocument map() {
        problems.add(FileProblem.TIME_NOT_DECLARED, AsmBuilder.NO_TIME);
        asm.dataSystem()
                .put("data system instance identifier", AsmBuilder.NOT_APPLICABLE)
                .put("software name", "MSD Workbench");
        asm.deviceSystem()
                .put("device identifier", AsmBuilder.NOT_APPLICABLE)
                .put("model number", AsmBuilder.NOT_APPLICABLE);
        for (MsdTable table : tables) {
            List<String> wells = table.rows().stream().map(row -> row.requireText("Well")).toList();
            BigDecimal count = BigDecimal.valueOf(Wells.plateOf(wells));
            Map<String, List<Fields>> samples = new LinkedHashMap<>();
            for (Fields row : table.rows())
                samples.computeIfAbsent(row.requireText("Sample") + "_" + row.requireText("Well"),
                        key -> new ArrayList<>()).add(row);
            samples.forEach((sample, rows) -> {
                AsmBuilder.Group group = group(count);
                rows.forEach(row -> group.add(measurement(row, sample, table.plate())));
            });
        }
        bySample();
        calculate();
        return asm.build();
    }

    /** Puts the spots in the order of the groups of measurements. */
    private void bySample() {
        List<List<Spot>> samples = new ArrayList<>();
        divide(spots, spot -> List.of(spot.plate, spot.sample()), 0, samples);
        spots.clear();
        samples.forEach(spots::addAll);
    }

    private AsmBuilder.Group group(BigDecimal wells) {
        AsmBuilder.Group group = asm.group();
        PlateReader.plate(group, AsmBuilder.NO_TIME, wells);
        return group;
    }

    private JsonObject measurement(Fields row, String sample, String plate) {
        Measurement measurement = MsdPlateMapper.luminescence(asm);
        spots.add(new Spot(row, measurement.identifier(), plate));
        measurement.sample()
                .put("sample identifier", sample)
                .put("location identifier", row.requireText("Spot"))
                .put("sample role type", MsdTable.role(sample))
                .put("well location identifier", row.requireText("Well"))
                .put("well plate identifier", plate)
                .quantity("mass concentration", row.number("Concentration"), "pg/mL");
        AsmBuilder.custom(measurement.sample(), "dilution factor setting", row.number("Dilution Factor", "Dilution"));
        row.requireText("Signal");
        MsdPlateMapper.value(measurement, row.printed("Signal"), row.place("Signal"), problems);
        AsmBuilder.custom(measurement.own(), "detection range", row.text("Detection Range"));
        AsmBuilder.custom(measurement.own(), "assay identifier", row.text("Assay"));
        row.skip(CALCULATED.toArray(String[]::new));
        row.forEachUnread((name, value) -> AsmBuilder.custom(measurement.own(), name, value));
        return measurement.build();
    }

    private void calculate() {
        Map<Object, String> means = byAssay("Mean", "Mean", this::signals);
        bySpot("Adjusted Signal", "Adjusted Signal", spot -> List.of(spot.sample(), spot.assay()));
        byAssay("Adj. Sig. Mean", "Adj. Sig. Mean",
                all -> sources(List.of(List.of(all.getFirst().assay())), means, "Mean"));
        byAssay("Fit Statistic: RSquared", "R-Squared", this::signals);
        byAssay("CV", "CV", this::signals);
        Map<Object, String> recoveries = bySpot("% Recovery", "% Recovery", MsdTableMapper::place);
        byAssay("% Recovery Mean", "% Recovery Mean", all -> sources(places(all), recoveries, "% Recovery"));
        String concentration = "Calc. Concentration";
        Map<Object, String> concentrations = bySpot(concentration, concentration, MsdTableMapper::place);
        byAssay("Calc. Conc. Mean", "Calc. Concentration Mean",
                all -> sources(places(all), concentrations, concentration));
        byAssay("Calc. Conc. CV", "Calc. Conc. CV", all -> sources(places(all), concentrations, concentration));
    }

    private static List<?> place(Spot spot) {
        return List.of(spot.assay(), spot.plate, spot.row.textOr("", "Spot"), spot.sample());
    }

    private static List<?> places(List<Spot> all) {
        return all.stream().map(MsdTableMapper::place).distinct().toList();
    }

    /** Divides spots by the parts of a key, one after the other: all of the first part stand together, and so on. */
    private static void divide(List<Spot> some, Function<Spot, List<?>> key, int part, List<List<Spot>> groups) {
        if (part == key.apply(some.getFirst()).size()) {
            groups.add(some);
            return;
        }
        Map<Object, List<Spot>> parts = new LinkedHashMap<>();
        some.forEach(spot -> parts.computeIfAbsent(key.apply(spot).get(part), k -> new ArrayList<>()).add(spot));
        parts.values().forEach(each -> divide(each, key, part + 1, groups));
    }

    private List<DataSource> signals(List<Spot> all) {
        return all.stream().map(spot -> new DataSource(spot.measurement, SIGNAL)).toList();
    }

    private static List<DataSource> sources(List<?> keys, Map<Object, String> documents, String name) {
        return keys.stream().map(documents::get).filter(Objects::nonNull).map(id -> new DataSource(id, name)).toList();
    }

    private Map<Object, String> bySpot(String column, String name, Function<Spot, List<?>> key) {
        return documents(column, name, key, this::signals);
    }

    private Map<Object, String> byAssay(String column, String name, Function<List<Spot>, List<DataSource>> sources) {
        return documents(column, name, spot -> List.of(spot.assay()), sources);
    }

    /** One document for each group of rows whose first has a value; answers their identifiers by the key of that row. */
    private Map<Object, String> documents(String column, String name, Function<Spot, List<?>> key,
            Function<List<Spot>, List<DataSource>> sources) {
        List<List<Spot>> groups = new ArrayList<>();
        divide(spots, key, 0, groups);
        Map<Object, String> identifiers = new LinkedHashMap<>();
        for (List<Spot> all : groups) {
            List<BigDecimal> values = all.stream().map(spot -> spot.row.number(column)).filter(Objects::nonNull)
                    .distinct().toList();
            BigDecimal first = all.getFirst().row.printed(column).exact();
            List<DataSource> from = first == null ? List.of() : sources.apply(all);
            if (values.size() > 1 || !values.isEmpty() && from.isEmpty())
                problems.add(all.getFirst().row.place(column), FileProblem.SECTION_LEFT_OUT,
                        column + ", " + all.getFirst().assay());
            if (first == null || from.isEmpty())
                continue;
            String id = asm.nextId();
            identifiers.put(key.apply(all.getFirst()), id);
            asm.addCalculation(AsmBuilder.calculation(id, name, first, AsmBuilder.UNITLESS, from));
        }
        return identifiers;
    }

}
