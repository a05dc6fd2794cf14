package org.stroma.app.standard;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stroma.app.standard.Reason.Code;
import org.stroma.app.standard.Requirement.MethodRule;
import org.stroma.measure.PlausibleRange;
import org.stroma.measure.Quantity;

/** Whether an observation may be held against a criterion at all; what may not is missing, and here is why. */
record Usability(Characteristic characteristic, MethodRule rule) {

    Optional<Reason> refuse(Observation observation) {
        if (!observation.standing().reviewed()) {
            return reason(Code.UNREVIEWED, Map.of("attempt", "" + observation.standing().attempt()));
        }
        Optional<Reason> method = refuseMethod(observation.method());
        if (method.isPresent()) {
            return method;
        }
        Optional<Reason> origin = refuseOrigin(observation);
        if (origin.isPresent()) {
            return origin;
        }
        return observation.values().stream().map(this::refuseValue).flatMap(Optional::stream).findFirst();
    }

    private Optional<Reason> refuseMethod(Observation.@Nullable Method method) {
        if (!characteristic.type().isAnalytical()) {
            return Optional.empty();
        }
        String code = method == null ? "" : method.code();
        if (!rule.accepted().isEmpty() && !rule.accepted().contains(code)) {
            return reason(Code.METHOD_NOT_ACCEPTED,
                    Map.of("method", code, "accepted", String.join(", ", rule.accepted())));
        }
        if (rule.validated() && (method == null || !method.validated())) {
            return reason(Code.METHOD_NOT_VALIDATED, Map.of("method", code));
        }
        return Optional.empty();
    }

    private Optional<Reason> refuseOrigin(Observation observation) {
        String formula = characteristic.formula();
        Observation.Derivation derivation = observation.derivation();
        if (formula != null && (derivation == null || !derivation.formula().equals(formula))) {
            return reason(Code.OTHER_FORMULA,
                    Map.of("formula", derivation == null ? "" : derivation.formula(), "required", formula));
        }
        String definition = characteristic.definition();
        if (definition != null && !definition.equals(observation.definition())) {
            String observed = observation.definition();
            return reason(Code.OTHER_DEFINITION,
                    Map.of("definition", observed == null ? "" : observed, "required", definition));
        }
        return Optional.empty();
    }

    private Optional<Reason> refuseValue(Value value) {
        if (value.type() != characteristic.type()) {
            return reason(Code.OTHER_TYPE, Map.of("type", value.type().name()));
        }
        if (value instanceof Value.Code code && characteristic.findChoice(code.code()).isEmpty()) {
            return reason(Code.UNKNOWN_CODE, Map.of("value", code.code()));
        }
        if (value instanceof Value.Measured measured) {
            return measured.measurement().written()
                    .flatMap(written -> refuseQuantity(written, measured.measurement().writtenNumber()));
        }
        return Optional.empty();
    }

    private Optional<Reason> refuseQuantity(Quantity quantity, String written) {
        Characteristic.Scale scale = characteristic.scale();
        if (scale == null) {
            return Optional.empty();
        }
        if (!quantity.unit().isLike(scale.unit()) || quantity.qualifier() != scale.qualifier()) {
            return reason(Code.OTHER_UNIT, Map.of("value", written, "unit", Values.unit(quantity),
                    "required", Values.unit(scale.unit(), scale.qualifier())));
        }
        PlausibleRange plausible = scale.plausible();
        if (plausible != null && !plausible.holds(quantity)) {
            return reason(Code.IMPLAUSIBLE, Map.of("value", written, "unit", Values.unit(quantity),
                    "lowest", Values.write(plausible.lowest()), "highest", Values.write(plausible.highest())));
        }
        return Optional.empty();
    }

    private Optional<Reason> reason(Code code, Map<String, String> parameters) {
        Map<String, String> all = new java.util.TreeMap<>(parameters);
        all.put("characteristic", characteristic.code());
        return Optional.of(Reason.of(code, all));
    }
}
