package org.stroma.instruments.apex;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.asm.OpticalImaging;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.table.Fields;

/**
 * One line of the database. In fluorescence it is about one filter, such as {@code LED490}, or several joined by a plus, and
 * only columns with these numbers belong to it; columns with the number of another filter are for other lines.
 */
final class ApexWell {

    private static final List<String> FEATURES = List.of("Spot Forming Units (SFU)", "Sum of Spot Volume (RSV)",
            "Average Relative Spot Volume (RSV)");
    private static final Pattern OF_A_FILTER = Pattern.compile(".*\\d{3}.*");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final Fields row;
    private final AsmBuilder asm;
    private final Problems problems;
    private final @Nullable String light;
    private final List<String> filters;
    private final String numbers;

    ApexWell(Fields row, AsmBuilder asm, Problems problems) {
        this.row = row;
        this.asm = asm;
        this.problems = problems;
        light = row.text("LED Filter");
        filters = light == null ? List.of() : List.of(light.split(" ")[0].split("\\+"));
        numbers = light == null ? "" : String.join("|", NUMBER.matcher(light).results().map(m -> m.group()).toList());
    }

    JsonObject measurement() {
        String plate = row.text("Plate");
        Measurement measurement = OpticalImaging.measurement(asm, plate, row.requireText("Well"));
        String before = filters.size() == 1 ? filters.getFirst() + " " : "";
        List<JsonObject> features = features();
        OpticalImaging.features(asm, measurement, features);
        if (features.isEmpty())
            problems.add(row.place("Well"), FileProblem.MISSING_VALUE, FEATURES.getFirst());
        measurement.device()
                .quantity("exposure duration setting", row.number(before + "Exposure"), "ms")
                .quantity("illumination setting", row.number(before + "Preset Intensity"), AsmBuilder.UNITLESS);
        String any = numbers.isEmpty() ? "" : ".*(" + numbers + ").*";
        each("Masked|" + (any.isEmpty() ? ".*" : any) + "Preset Size.*", measurement.processing()::put);
        each("Max Sensor Value" + any + "|Average Sensor Value" + any + "|" + any
                + "(Calibrated Exposure [bB]y Mabtech|Preset AOI|Preset Emphasis|Preset Contrast|Preset Name"
                + "|Preset Brightness)|Analyte Secreting Population",
                (name, value) -> AsmBuilder.custom(measurement.device(), name, value));
        AsmBuilder.custom(measurement.device(), "LED filter", light);
        row.skip("Saved Date", "Read Date", "Machine ID");
        if (!any.isEmpty())
            each(any, (name, value) -> AsmBuilder.custom(measurement.own(), name, value));
        names(OF_A_FILTER).forEach(row::skip);
        row.forEachUnread((name, value) -> AsmBuilder.custom(measurement.own(), name, value));
        return measurement.build();
    }

    private List<JsonObject> features() {
        Set<String> names = new LinkedHashSet<>(FEATURES);
        for (String kind : List.of("Average", "Sum"))
            for (String filter : filters) {
                Matcher number = NUMBER.matcher(filter);
                if (!number.find())
                    throw problems.refuse(row.place("LED Filter"), FileProblem.UNSUPPORTED, "LED Filter " + filter);
                names.add(kind + " Relative Spot Volume " + filter + " (RSV" + number.group() + ")");
            }
        List<JsonObject> features = new ArrayList<>();
        for (String name : names) {
            BigDecimal value = row.number(name);
            if (value != null)
                features.add(OpticalImaging.feature(asm, name, value));
        }
        return features;
    }

    private List<String> names(Pattern pattern) {
        return row.names().stream().filter(name -> pattern.matcher(name).matches()).toList();
    }

    /** Visits the columns of such names that have a value and were not asked for yet. */
    private void each(String pattern, BiConsumer<String, Object> action) {
        for (String name : names(Pattern.compile(pattern))) {
            if (row.isRead(name))
                continue;
            Object value = row.value(name);
            if (value != null)
                action.accept(name, value);
        }
    }

}
