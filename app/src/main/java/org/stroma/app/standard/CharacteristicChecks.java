package org.stroma.app.standard;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.stroma.measure.Quantity;
import org.stroma.measure.UnitOfMeasure;

/** Whether what a criterion says fits the characteristics it names; what does not is noted as a problem. */
record CharacteristicChecks(Map<String, Characteristic> characteristics) {
    private static final UnitOfMeasure DAY = UnitOfMeasure.parse("d");

    boolean require(Mapping mapping, String key, String code, ValueType... types) {
        if (code.equals(Facts.AS_OF)) {
            return Arrays.asList(types).contains(ValueType.MOMENT);
        }
        Characteristic characteristic = characteristics.get(code);
        if (characteristic == null) {
            mapping.problem(key, Problem.Kind.UNKNOWN_CHARACTERISTIC, code);
            return false;
        }
        if (!Arrays.asList(types).contains(characteristic.type())) {
            mapping.problem(key, Problem.Kind.WRONG_TYPE, code, characteristic.type().name());
            return false;
        }
        return true;
    }

    ValueType typeOf(String code) {
        Characteristic characteristic = characteristics.get(code);
        return characteristic == null ? ValueType.MOMENT : characteristic.type();
    }

    /** A quantity in a like unit, or a gestation and a time. */
    boolean requireScale(Mapping mapping, String code, Quantity limit) {
        if (!require(mapping, "of", code, ValueType.QUANTITY, ValueType.GESTATION)) {
            return false;
        }
        Characteristic characteristic = characteristics.get(code);
        Characteristic.Scale scale = characteristic == null ? null : characteristic.scale();
        boolean like = scale == null
                ? limit.unit().isLike(DAY)
                : limit.unit().isLike(scale.unit()) && limit.qualifier() == scale.qualifier();
        if (!like) {
            mapping.problem(Problem.Kind.UNLIKE_UNIT, Values.unit(limit), code,
                    scale == null ? "d" : Values.unit(scale.unit(), scale.qualifier()));
        }
        return like;
    }

    boolean requireChoice(Mapping mapping, String key, String code, String choice) {
        Characteristic characteristic = characteristics.get(code);
        if (characteristic != null && characteristic.findChoice(choice).isEmpty()) {
            mapping.problem(key, Problem.Kind.UNKNOWN_CHOICE, choice, code);
            return false;
        }
        return true;
    }

    void requireCases(Mapping mapping, String code, Set<String> cases) {
        cases.forEach(each -> requireChoice(mapping, "cases", code, each));
        Characteristic characteristic = characteristics.get(code);
        if (characteristic != null) {
            characteristic.choices().stream().map(Characteristic.Choice::code).filter(each -> !cases.contains(each))
                    .forEach(each -> mapping.problem("cases", Problem.Kind.UNCOVERED_CHOICE, each, code));
        }
    }
}
