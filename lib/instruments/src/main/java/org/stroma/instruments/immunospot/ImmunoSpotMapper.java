package org.stroma.instruments.immunospot;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Content;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.asm.OpticalImaging;
import org.stroma.instruments.asm.PlateReader;
import org.stroma.instruments.asm.Wells;
import org.stroma.instruments.immunospot.ImmunoSpotReader.Export;
import org.stroma.instruments.immunospot.ImmunoSpotReader.Histogram;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;
import org.stroma.instruments.value.Printed;

/** Maps an export: one group with one measurement for each well. */
final class ImmunoSpotMapper {

    private static final Pattern VERSION = Pattern.compile("ImmunoSpot ([\\d.]+)");
    private static final Pattern MODEL = Pattern.compile("(\\w+)-\\w+.*");
    private static final String SQUARE_MILLIMETER = "mm^2";

    private final Export export;
    private final AsmBuilder asm;
    private final Problems problems;

    ImmunoSpotMapper(Export export, Content content, String converter, Problems problems) {
        this.export = export;
        this.asm = OpticalImaging.builder(content, converter);
        this.problems = problems;
    }

    AsmDocument map() {
        Fields heading = export.heading();
        String path = heading.requireText("File path");
        String file = path.substring(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1);
        asm.dataSystem()
                .put("data system instance identifier", heading.requireText("Computer name"))
                .put("file name", file)
                .put("UNC path", path)
                .put("software name", "ImmunoSpot")
                .put("software version", part(heading, "Software version", VERSION));
        asm.deviceSystem()
                .put("device identifier", AsmBuilder.NOT_APPLICABLE)
                .put("model number", part(heading, "Analyzer Serial number", MODEL))
                .put("product manufacturer", "CTL")
                .put("equipment serial number", heading.requireText("Analyzer Serial number"));
        String time = heading.requireTime("Counted", "Review Date");
        String analyst = heading.requireText("Authenticated user");
        String assay = heading.text("Assay");
        JsonObject settings = new JsonObject().quantity("Min. SpotSize", first(heading, "Min. SpotSize"),
                SQUARE_MILLIMETER).quantity("Max. SpotSize", first(heading, "Max. SpotSize"), SQUARE_MILLIMETER)
                .quantity("Spot Separation", first(heading, "Spot Separation"), AsmBuilder.UNITLESS);
        JsonObject others = new JsonObject();
        heading.forEachUnread((name, value) -> AsmBuilder.custom(others, name, value));
        String code = export.plate();
        String plate = code == null ? file.substring(0, Math.max(0, file.lastIndexOf('.'))) : code;
        SpotTable counts = export.tables().getFirst();
        BigDecimal wells = BigDecimal.valueOf(Wells.plateFor(counts.rows() * counts.columns()));
        for (int row = 0; row < counts.rows(); row++)
            for (int column = 0; column < counts.columns(); column++) {
                AsmBuilder.Group group = asm.group();
                group.document().put("analyst", analyst);
                PlateReader.plate(group, time, wells);
                AsmBuilder.custom(group.aggregate(), "Assay", assay);
                group.add(measurement(plate, row, column, settings, others));
            }
        return asm.build();
    }

    private String part(Fields heading, String name, Pattern pattern) {
        String printed = heading.requireText(name);
        Matcher matcher = pattern.matcher(printed);
        if (!matcher.matches())
            throw problems.refuse(heading.place(name), FileProblem.UNSUPPORTED, name + " " + printed);
        return matcher.group(1);
    }

    /** The number before the unit; null when there is none, which is told. */
    private @Nullable BigDecimal first(Fields heading, String name) {
        String printed = heading.text(name);
        if (printed == null)
            return null;
        BigDecimal number = Numbers.parse(printed.split("\\s+")[0], DecimalSign.POINT);
        if (number == null)
            problems.add(heading.place(name), FileProblem.NOT_A_NUMBER, printed);
        return number;
    }

    private JsonObject measurement(String plate, int row, int column, JsonObject settings, JsonObject others) {
        String well = Wells.letters(row) + (column + 1);
        Measurement measurement = OpticalImaging.measurement(asm, plate, well);
        AsmBuilder.customAll(measurement.device(), others);
        measurement.processing().putAll(settings);
        List<JsonObject> features = new ArrayList<>();
        for (SpotTable table : export.tables()) {
            Printed printed = table.printed(row, column);
            BigDecimal number = printed.exact();
            if (number == null) {
                problems.add(table.place(row, column), FileProblem.CENSORED, printed.text());
                measurement.error(printed.text(), table.name());
            }
            features.add(OpticalImaging.feature(asm, table.name(), number == null ? JsonObject.NEGATIVE_ZERO : number));
        }
        OpticalImaging.features(asm, measurement, features);
        Histogram histogram = export.histogram();
        List<BigDecimal> counts = histogram == null ? null : histogram.counts().get(well);
        if (histogram != null && counts != null)
            cube(measurement, histogram.sizes(), counts);
        return measurement.build();
    }

    private static void cube(Measurement measurement, List<BigDecimal> sizes, List<BigDecimal> counts) {
        String label = "spot count histogram";
        JsonObject cube = PlateReader.cube(label, new PlateReader.Component("spot size", AsmBuilder.UNITLESS),
                new PlateReader.Component("spot count", "Number"), sizes, counts);
        measurement.own()
                .put("custom information aggregate document", new JsonObject().put("custom information document",
                        List.of(new JsonObject().put("datum label", label).put("data cube", cube))));
    }

}
