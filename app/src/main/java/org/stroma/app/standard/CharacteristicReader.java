package org.stroma.app.standard;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stroma.app.standard.Characteristic.Choice;
import org.stroma.app.standard.Characteristic.Scale;
import org.stroma.measure.PlausibleRange;
import org.stroma.measure.Quantity;
import org.stroma.measure.UnitOfMeasure;

/** Reads one characteristic of a standard. */
final class CharacteristicReader {
    static final Map<String, ValueType> TYPES = Arrays.stream(ValueType.values())
            .collect(Collectors.toMap(type -> type.name().toLowerCase(Locale.ROOT), type -> type));

    private CharacteristicReader() {}

    static @Nullable Characteristic characteristic(Mapping mapping) {
        String code = mapping.code("code");
        Texts name = mapping.bilingual("name");
        mapping.text("type");
        ValueType type = mapping.choice("type", TYPES, ValueType.TEXT);
        Scale scale = type == ValueType.QUANTITY ? scale(mapping) : null;
        List<Choice> choices = type == ValueType.CODE
                ? mapping.list("choices", (node, path) -> Mapping.read(mapping.source(), node, path,
                        CharacteristicReader::choice))
                : List.of();
        String formula = mapping.has("formula") ? mapping.code("formula") : null;
        String definition = mapping.findText("definition");
        if (code == null || name == null || (type == ValueType.QUANTITY && scale == null)) {
            return null;
        }
        return new Characteristic(code, name, type, scale, choices, formula, definition);
    }

    private static @Nullable Choice choice(Mapping mapping) {
        String code = mapping.code("code");
        Texts name = mapping.bilingual("name");
        return code == null || name == null ? null : new Choice(code, name);
    }

    private static @Nullable Scale scale(Mapping mapping) {
        String unit = mapping.text("unit");
        String cells = mapping.findText("cells");
        PlausibleRange plausible = mapping.findMapping("plausible", inner -> plausible(inner));
        Quantity zero = unit == null
                ? null
                : CriterionReader.quantity(mapping, "unit", "0 " + unit + (cells == null ? "" : " " + cells));
        if (zero == null) {
            return null;
        }
        if (plausible != null && !plausible.lowest().isLike(zero)) {
            mapping.problem("plausible", Problem.Kind.UNLIKE_UNIT, Values.unit(plausible.lowest()), "unit",
                    Values.unit(zero));
            return null;
        }
        UnitOfMeasure read = zero.unit();
        return new Scale(read, zero.qualifier(), plausible);
    }

    private static @Nullable PlausibleRange plausible(Mapping mapping) {
        Quantity lowest = CriterionReader.quantity(mapping, "from");
        Quantity highest = CriterionReader.quantity(mapping, "to");
        if (lowest == null || highest == null) {
            return null;
        }
        if (!lowest.isLike(highest) || lowest.compareTo(highest) > 0) {
            mapping.problem(Problem.Kind.EMPTY_RANGE, lowest + " … " + highest);
            return null;
        }
        return new PlausibleRange(lowest, highest);
    }
}
