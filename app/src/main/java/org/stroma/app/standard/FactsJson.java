package org.stroma.app.standard;

import java.time.format.DateTimeFormatter;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stroma.measure.Decimals;
import org.stroma.measure.Measurement;
import org.stroma.measure.Moment;
import org.stroma.measure.Qualifier;
import org.stroma.measure.Quantity;

/** Facts as canonical JSON. */
final class FactsJson {

    private FactsJson() {}

    static Json of(Facts facts) {
        return Json.object("asOf", Json.text(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(facts.asOf())),
                "observations", new Json.Array(facts.observations().stream().map(FactsJson::of).toList()));
    }

    static Json of(Observation observation) {
        Observation.Method method = observation.method();
        Observation.Derivation derivation = observation.derivation();
        Observation.Standing standing = observation.standing();
        return Json.object("characteristic", Json.text(observation.characteristic()), "values",
                new Json.Array(observation.values().stream().map(FactsJson::of).toList()), "evidence",
                Json.text(observation.evidence()), "method",
                method == null
                        ? null
                        : Json.object("code", Json.text(method.code()), "validated", Json.flag(method.validated())),
                "derivation",
                derivation == null
                        ? null
                        : Json.object("formula", Json.text(derivation.formula()), "inputs",
                                Json.texts(derivation.inputs())),
                "definition", text(observation.definition()), "reviewed", Json.flag(standing.reviewed()), "attempt",
                new Json.Count(standing.attempt()), "invalidated", Json.flag(standing.invalidated()), "takenAt",
                text(observation.takenAt()));
    }

    static Json of(Value value) {
        return switch (value) {
            case Value.Measured measured -> measurement(measured.measurement());
            case Value.Code code -> Json.object("code", Json.text(code.code()));
            case Value.Flag flag -> Json.object("flag", Json.flag(flag.holds()));
            case Value.Found found -> Json.object("found", Json.text(found.presence().name()));
            case Value.At at -> Json.object("at", Json.text(at.moment().toString()));
            case Value.Gestation gestation -> Json.object("gestation", Json.text(gestation.age().toString()));
            case Value.Document document -> Json.object("document", Json.text(document.status().name()), "validUntil",
                    text(document.validUntil()));
            case Value.Decided decided -> Json.object("required", Json.flag(decided.required()), "signed",
                    Json.flag(decided.signed()), "validUntil", text(decided.validUntil()));
            case Value.Structure structure -> structure(structure);
            case Value.Text text -> Json.object("text", Json.text(text.text()));
        };
    }

    private static Json structure(Value.Structure structure) {
        TreeMap<String, Json> parts = new TreeMap<>();
        structure.parts().forEach((name, part) -> parts.put(name, of(part)));
        return Json.object("structure", Json.text(structure.text()), "parts", new Json.Members(parts));
    }

    private static Json measurement(Measurement measurement) {
        Quantity written = measurement.written().orElse(null);
        return Json.object("sign", Json.text(measurement.sign()), "number",
                written == null ? null : Json.text(Decimals.write(written.value())), "unit",
                written == null ? null : Json.text(written.unit().code()), "cells",
                written == null || written.qualifier() == Qualifier.NONE
                        ? null
                        : Json.text(written.qualifier().name()));
    }

    private static @Nullable Json text(@Nullable Object value) {
        return value == null ? null : Json.text(value.toString());
    }

    private static @Nullable Json text(@Nullable Moment moment) {
        return moment == null ? null : Json.text(moment.toString());
    }
}
