package org.stroma.instruments.flex2;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.asm.CellCounting;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.asm.SolutionAnalyzer;
import org.stroma.instruments.flex2.Flex2Table.Sample;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.table.Fields;

/**
 * The sample results of the Nova Biomedical BioProfile FLEX2: a delimited table with one row per sample and, in newer
 * versions, a row of units below the header. The name of the file carries the time of the export and the analyser,
 * {@code SampleResults<analyser>yyyy-mm-dd_hhmmss.csv}; another name is read and reported.
 *
 * <p>
 * Known from: real exports; the requirements document for BioProfile FLEX2 published with Benchling allotropy (MIT). Seen:
 * exports of 2020 and 2022, with and without units (the file states no version).
 */
public final class Flex2Format implements Format {

    private static final About ABOUT = new About("bioprofile-flex2", "Nova Biomedical BioProfile FLEX2",
            "诺瓦 BioProfile FLEX2", "solution analyzer", List.of(),
            "real exports of 2020 and 2022; allotropy requirements for FLEX2");
    private static final Pattern NAME = Pattern
            .compile("SampleResults(?<device>.*?)(?<day>\\d{4}-\\d{2}-\\d{2})_(?<time>\\d{6})\\.csv",
                    Pattern.CASE_INSENSITIVE);

    /** Name and unit, unless the file states another, of each analyte column. */
    private static final SortedMap<String, List<String>> ANALYTES = new TreeMap<>(Map.of("NH4+",
            List.of("ammonium", "mmol/L"), "HCO3", List.of("bicarbonate", "mmol/L"), "Ca++",
            List.of("calcium", "mmol/L"), "Gluc", List.of("glucose", "g/L"), "Glu", List.of("glutamate", "mmol/L"),
            "Gln", List.of("glutamine", "mmol/L"), "Lac", List.of("lactate", "g/L"), "K+",
            List.of("potassium", "mmol/L"), "Na+", List.of("sodium", "mmol/L")));
    /** Columns of the modules an analyser may have; none has all of them. */
    private static final List<String> MODULES = List.of("Gluc", "Lac", "Gln", "NH4+", "PO2", "PCO2", "Osm",
            "Total Density", "Viable Density");
    private static final List<String> DEVICE = List.of("Sparging O2%", "pH / Gas Flow Time", "Vessel Pressure (psi)",
            "Chemistry Flow Time", "Valid Images", "Cell Density Flow");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        String header = content.headLines().stream().findFirst().orElse("");
        return header.contains("Sample Type") && header.contains("Operator")
                && MODULES.stream().filter(header::contains).count() > 1;
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        Flex2Table table = Flex2Table.of(content, problems);
        AsmBuilder asm = new AsmBuilder(SolutionAnalyzer.BENCHLING, content, ABOUT.id());
        Matcher name = NAME.matcher(content.name());
        boolean named = name.matches();
        if (!named)
            problems.add(FileProblem.MISSING_VALUE, "data processing time, device identifier");
        String time = named
                ? name.group("day") + "T"
                        + name.group("time").replaceFirst("(..)(..)(..)", "$1:$2:$3") + "+00:00"
                : null;
        String device = named ? name.group("device") : "";
        asm.dataSystem()
                .put("data system instance identifier", AsmBuilder.NOT_APPLICABLE)
                .put("software name", "NovaBio Flex");
        asm.deviceSystem()
                .put("device identifier", device.isEmpty() ? null : device)
                .put("model number", "Flex2")
                .put("product manufacturer", "Nova Biomedical");
        table.samples().forEach(sample -> {
            AsmBuilder.Group group = asm.group();
            group.document().put("analyst", table.analyst());
            group.aggregate().put("data processing time", time);
            new SampleMapper(sample, problems).add(group, asm);
        });
        return asm.build();
    }

    /** Makes the measurements of one sample, one per kind of detector that has a value or states a unit. */
    private static final class SampleMapper {

        private final Fields fields;
        private final Flex2Table.Units units;
        private final Sample sample;
        private final Problems problems;
        private final JsonObject device = new JsonObject();
        private final JsonObject document = new JsonObject();

        SampleMapper(Sample sample, Problems problems) {
            this.sample = sample;
            this.fields = sample.fields();
            this.units = sample.units();
            this.problems = problems;
        }

        void add(AsmBuilder.Group group, AsmBuilder asm) {
            String time = fields.requireTime("Date & Time");
            List<JsonObject> analytes = analytes();
            JsonObject counting = counting();
            JsonObject processing = processing();
            JsonObject gas = gas();
            JsonObject osmolality = new JsonObject().quantity("osmolality", fields.number("Osm"), "mosm/kg");
            JsonObject acidity = new JsonObject().quantity("pH", fields.number("pH"), "pH")
                    .quantity("temperature", fields.number("Vessel Temperature (°C)"), "degC");
            describe();
            Measurement metabolites = measurement("metabolite-detection", time, asm);
            if (!analytes.isEmpty())
                metabolites.own()
                        .put("analyte aggregate document", new JsonObject().put("analyte document", analytes));
            group.add(metabolites.build());
            boolean counted = !counting.isEmpty() || !processing.isEmpty() || units.has("Total Density")
                    || units.has("Viable Density");
            if (counted) {
                Measurement measurement = measurement("cell-counting", time, asm);
                measurement.processing().putAll(processing);
                measurement.processed().putAll(counting);
                group.add(measurement.build());
            }
            if (!gas.isEmpty() || units.has("PO2") || units.has("PCO2"))
                addOwn("blood-gas-detection", gas, time, group, asm);
            if (!osmolality.isEmpty())
                addOwn("osmolality-detection", osmolality, time, group, asm);
            if (!acidity.isEmpty())
                addOwn("ph-detection", acidity, time, group, asm);
        }

        private void addOwn(String detection, JsonObject values, String time, AsmBuilder.Group group, AsmBuilder asm) {
            Measurement measurement = measurement(detection, time, asm);
            measurement.own().putAll(values);
            group.add(measurement.build());
        }

        private Measurement measurement(String detection, String time, AsmBuilder asm) {
            Measurement measurement = new Measurement(asm.nextId(), time);
            measurement.device()
                    .put("device type", SolutionAnalyzer.DEVICE)
                    .put("detection type", detection)
                    .putAll(device);
            measurement.sample().putAll(document);
            return measurement;
        }

        private List<JsonObject> analytes() {
            Map<String, JsonObject> sorted = new TreeMap<>();
            ANALYTES.forEach((column, known) -> {
                BigDecimal value = fields.number(column);
                units.skip(column);
                if (value == null)
                    return;
                String unit = units.textOr(known.get(1), column);
                JsonObject analyte = SolutionAnalyzer.analyte(known.getFirst(), value, unit);
                if (analyte == null)
                    throw problems.refuse(fields.place(column), FileProblem.UNSUPPORTED, column + " / " + unit);
                sorted.put(known.getFirst(), analyte);
            });
            return new ArrayList<>(sorted.values());
        }

        private JsonObject counting() {
            return new JsonObject()
                    .quantity("viability (cell counter)", fields.number("Viability"), CellCounting.PERCENT)
                    .quantity("total cell density (cell counter)", density("Total Density"),
                            CellCounting.MILLION_PER_ML)
                    .quantity("viable cell density (cell counter)", density("Viable Density"),
                            CellCounting.MILLION_PER_ML)
                    .quantity("average live cell diameter (cell counter)", fields.number("Average Live Cell Diameter"),
                            CellCounting.MICROMETER)
                    .quantity("total cell count", fields.number("Total Cell Count"), CellCounting.CELL)
                    .quantity("viable cell count", fields.number("Total Live Count"), CellCounting.CELL);
        }

        private @Nullable BigDecimal density(String column) {
            BigDecimal value = fields.number(column);
            units.skip(column);
            if (value == null)
                return null;
            String unit = units.textOr("x10^6Cells/mL", column);
            return switch (unit) {
                case "x10^6Cells/mL" -> value;
                case "x10^5Cells/mL" -> value.movePointLeft(1);
                default -> throw problems.refuse(fields.place(column), FileProblem.UNSUPPORTED, column + " / " + unit);
            };
        }

        /** The dilution is a ratio such as 1:1; without it the cell type is no setting of a count. */
        private JsonObject processing() {
            String ratio = fields.text("Cell Density Dilution");
            if (ratio == null)
                return new JsonObject();
            BigDecimal factor = org.stroma.instruments.value.Numbers.parse(ratio.split(":", -1)[0],
                    org.stroma.instruments.value.DecimalSign.POINT);
            if (factor == null)
                problems.add(fields.place("Cell Density Dilution"), FileProblem.NOT_A_NUMBER, ratio);
            return new JsonObject().put("cell type processing method", sample.text("Cell Type"))
                    .quantity("cell density dilution factor", factor, AsmBuilder.UNITLESS);
        }

        private JsonObject gas() {
            return new JsonObject().quantity("pO2", fields.number("PO2"), pressureUnit("PO2"))
                    .quantity("pCO2", fields.number("PCO2"), pressureUnit("PCO2"))
                    .quantity("carbon dioxide saturation", fields.number("CO2 Saturation"), CellCounting.PERCENT)
                    .quantity("oxygen saturation", fields.number("O2 Saturation"), CellCounting.PERCENT);
        }

        private String pressureUnit(String column) {
            units.skip(column);
            String unit = fields.text(column) == null ? "mmHg" : units.textOr("mmHg", column);
            if (!unit.equals("mmHg") && !unit.equals("kPa"))
                throw problems.refuse(fields.place(column), FileProblem.UNSUPPORTED, column + " / " + unit);
            return unit;
        }

        /** The sample and device documents all measurements of the sample share; units no value was read with stand alone. */
        private void describe() {
            fields.skip("Operator", "Osm");
            units.skip("Operator", "Osm");
            document.put("sample identifier", sample.requireText("Sample ID"))
                    .put("batch identifier", sample.text("Batch ID"))
                    .put("description", sample.requireText("Sample Type"));
            DEVICE.forEach(name -> AsmBuilder.custom(device, name, fields.value(name)));
            fields.forEachUnread((name, value) -> AsmBuilder.custom(document, name, value));
            units.forEachUnread((name, unit) -> {
                if (fields.text(name) != null)
                    problems.add(fields.place(name), FileProblem.VALUE_NOT_USED, name,
                            String.valueOf(fields.text(name)));
                AsmBuilder.custom(document, name, unit);
            });
        }

    }

}
