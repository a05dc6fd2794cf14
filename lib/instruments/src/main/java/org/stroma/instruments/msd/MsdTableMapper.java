package org.stroma.instruments.msd;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmBuilder.DataSource;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.asm.IdentifierList;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.asm.PlateReader;
import org.stroma.instruments.asm.Wells;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Keys;
import org.stroma.instruments.table.PlaceGroups;

/** Maps analysis tables: one group for each sample and well, then the calculated columns in the order of the model. */
final class MsdTableMapper {

    private static final String SIGNAL = "luminescence";
    private static final List<String> CALCULATED = List.of("Adjusted Signal", "Mean", "Adj. Sig. Mean",
            "Fit Statistic: RSquared", "CV", "% Recovery", "% Recovery Mean", "Calc. Concentration", "Calc. Conc. Mean",
            "Calc. Conc. CV");

    private final List<MsdTable> tables;
    private final AsmBuilder asm;
    private final Problems problems;
    private final MsdSpots spots;
    /** The spots in the order of the groups of measurements. */
    private int[] order = new int[0];

    MsdTableMapper(List<MsdTable> tables, Content content, String converter, Problems problems) {
        this.tables = tables;
        this.asm = new AsmBuilder(PlateReader.REC_2024_06, content, converter);
        this.problems = problems;
        int rows = tables.stream().mapToInt(table -> table.to() - table.from()).sum();
        this.spots = new MsdSpots(rows, asm.identifierList(), problems);
    }

    AsmDocument map() {
        problems.add(FileProblem.TIME_NOT_DECLARED, AsmBuilder.NO_TIME);
        asm.dataSystem()
                .put("data system instance identifier", AsmBuilder.NOT_APPLICABLE)
                .put("software name", "MSD Workbench");
        asm.deviceSystem()
                .put("device identifier", AsmBuilder.NOT_APPLICABLE)
                .put("model number", AsmBuilder.NOT_APPLICABLE);
        tables.forEach(this::table);
        order = new SpotGroups(IntStream.range(0, spots.size()).toArray(), List.of(spots::plate, spots::sample))
                .order();
        calculate();
        return asm.build();
    }

    private void table(MsdTable table) {
        int rows = table.to() - table.from();
        Keys wells = new Keys();
        for (int place = table.from(); place < table.to(); place++)
            wells.add(table.row(place, problems).requireText("Well"));
        BigDecimal count = BigDecimal
                .valueOf(Wells.plateOf(IntStream.range(0, wells.size()).mapToObj(wells::get).toList()));
        PlaceGroups samples = PlaceGroups.of(rows, index -> {
            Fields row = table.row(table.from() + index, problems);
            return row.requireText("Sample") + "_" + row.requireText("Well");
        });
        for (int sample = 0; sample < samples.size(); sample++) {
            AsmBuilder.Group group = group(count);
            for (int i = 0; i < samples.length(sample); i++)
                group.add(measurement(table, table.from() + samples.place(sample, i), samples.key(sample)));
        }
    }

    private AsmBuilder.Group group(BigDecimal wells) {
        AsmBuilder.Group group = asm.group();
        PlateReader.plate(group, AsmBuilder.NO_TIME, wells);
        return group;
    }

    private JsonObject measurement(MsdTable table, int place, String sample) {
        Measurement measurement = MsdPlateMapper.luminescence(asm);
        Fields row = table.row(place, problems);
        spots.add(table, place, row, measurement.identifier());
        measurement.sample()
                .put("sample identifier", sample)
                .put("location identifier", row.requireText("Spot"))
                .put("sample role type", MsdTable.role(sample))
                .put("well location identifier", row.requireText("Well"))
                .put("well plate identifier", table.plate())
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
        Documents means = byAssay("Mean", "Mean", this::signals);
        documents("Adjusted Signal", "Adjusted Signal", List.of(spots::sample, spots::assay), this::signals);
        byAssay("Adj. Sig. Mean", "Adj. Sig. Mean", (groups, from, to) -> means.of(groups, from, from + 1, "Mean"));
        byAssay("Fit Statistic: RSquared", "R-Squared", this::signals);
        byAssay("CV", "CV", this::signals);
        Documents recoveries = byPlace("% Recovery");
        byAssay("% Recovery Mean", "% Recovery Mean",
                (groups, from, to) -> recoveries.of(groups, from, to, "% Recovery"));
        String concentration = "Calc. Concentration";
        Documents concentrations = byPlace(concentration);
        byAssay("Calc. Conc. Mean", "Calc. Concentration Mean",
                (groups, from, to) -> concentrations.of(groups, from, to, concentration));
        byAssay("Calc. Conc. CV", "Calc. Conc. CV",
                (groups, from, to) -> concentrations.of(groups, from, to, concentration));
    }

    /** What a group of spots, those at some places of their order, is calculated from. */
    private interface Sources {

        List<DataSource> of(SpotGroups groups, int from, int to);

    }

    /** Documents of groups of spots: by spot the number of its document, -1 without one. */
    private record Documents(AsmBuilder asm, IdentifierList identifiers, int[] numbers) {

        /** The documents of a group of spots, each once. */
        List<DataSource> of(SpotGroups groups, int from, int to, String name) {
            BitSet seen = new BitSet();
            IdentifierList found = asm.identifierList();
            for (int i = from; i < to; i++) {
                int number = numbers[groups.spot(i)];
                if (number >= 0 && !seen.get(number))
                    found.add(identifiers.get(number));
                if (number >= 0)
                    seen.set(number);
            }
            return found.sources(name);
        }

    }

    private List<DataSource> signals(SpotGroups groups, int from, int to) {
        IdentifierList measured = asm.identifierList();
        for (int i = from; i < to; i++)
            measured.add(spots.measurement(groups.spot(i)));
        return measured.sources(SIGNAL);
    }

    private Documents byPlace(String column) {
        return documents(column, column, List.of(spots::assay, spots::plate, spots::location, spots::sample),
                this::signals);
    }

    private Documents byAssay(String column, String name, Sources sources) {
        return documents(column, name, List.of(spots::assay), sources);
    }

    /** One document for each group of rows whose first has a value. */
    private Documents documents(String column, String name, List<IntUnaryOperator> key, Sources sources) {
        SpotGroups groups = new SpotGroups(order.clone(), key);
        SpotColumn values = new SpotColumn(spots, column);
        IdentifierList identifiers = asm.identifierList();
        int[] numbers = new int[spots.size()];
        Arrays.fill(numbers, -1);
        groups.forEach((from, to) -> {
            int different = values.differentNumbers(groups, from, to);
            Fields row = spots.fields(groups.spot(from));
            BigDecimal first = row.printed(column).exact();
            List<DataSource> all = first == null ? List.of() : sources.of(groups, from, to);
            if (different > 1 || different == 1 && all.isEmpty())
                problems.add(row.place(column), FileProblem.SECTION_LEFT_OUT,
                        column + ", " + spots.assayName(groups.spot(from)));
            if (first == null || all.isEmpty())
                return;
            String id = asm.nextId();
            for (int i = from; i < to; i++)
                numbers[groups.spot(i)] = identifiers.size();
            identifiers.add(id);
            asm.addCalculation(AsmBuilder.calculation(id, name, first, AsmBuilder.UNITLESS, all));
        });
        return new Documents(asm, identifiers, numbers);
    }

}
