package org.stroma.app.standard;

import java.util.Locale;
import org.stroma.measure.Decimals;
import org.stroma.measure.Measurement;
import org.stroma.measure.Qualifier;
import org.stroma.measure.Quantity;
import org.stroma.measure.UnitOfMeasure;

/** Values as they stand in verdicts: codes and numbers as written, in no language. */
final class Values {

    private Values() {}

    static String number(Quantity quantity) {
        return Decimals.write(quantity.value());
    }

    static String unit(Quantity quantity) {
        return unit(quantity.unit(), quantity.qualifier());
    }

    static String unit(UnitOfMeasure unit, Qualifier qualifier) {
        return qualifier == Qualifier.NONE
                ? unit.code()
                : unit.code() + " " + qualifier.name().toLowerCase(Locale.ROOT);
    }

    static String write(Quantity quantity) {
        return number(quantity) + " " + unit(quantity);
    }

    static String write(Value value) {
        return switch (value) {
            case Value.Measured measured -> write(measured.measurement());
            case Value.Code code -> code.code();
            case Value.Flag flag -> Boolean.toString(flag.holds());
            case Value.Found found -> found.presence().name();
            case Value.At at -> at.moment().toString();
            case Value.Gestation gestation -> gestation.age().toString();
            case Value.Document document -> document.status().name();
            case Value.Decided decided -> decided.required() ? "REQUIRED" : "NOT_REQUIRED";
            case Value.Structure structure -> structure.text();
            case Value.Text text -> text.text();
        };
    }

    static String write(Measurement measurement) {
        return measurement.written().map(quantity -> measurement.writtenNumber() + " " + unit(quantity))
                .orElse(measurement.writtenNumber());
    }

    static String limit(Criterion.Limit limit) {
        return sign(limit.relation()) + write(limit.limit());
    }

    static String range(Criterion.Between range) {
        return (range.low().inclusive() ? "[" : "(") + write(range.low().limit()) + ", "
                + write(range.high().limit()) + (range.high().inclusive() ? "]" : ")");
    }

    private static String sign(Criterion.Relation relation) {
        return switch (relation) {
            case AT_LEAST -> ">=";
            case AT_MOST -> "<=";
            case GREATER_THAN -> ">";
            case LESS_THAN -> "<";
        };
    }
}
