package org.stroma.app.evidence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stroma.app.evidence.Evidence.Kind;
import org.stroma.app.evidence.Evidence.Source;
import org.stroma.app.standard.Value;

/**
 * One observation to be recorded. Start with {@link #of} and add what is known.
 *
 * @param takenAt when it was observed, in plant time; null means now
 * @param validated whether the method is validated for this use
 * @param corrects number of the entry that this one replaces; then a reason is needed
 */
public record Entry(String unit, String characteristic, Kind kind, List<Value> values, int attempt,
        @Nullable String method, boolean validated,
        @Nullable String definition, @Nullable String instrument, @Nullable Instant takenAt, Source source,
        @Nullable String file, @Nullable Integer fileLine,
        @Nullable String formula, List<String> formulaInputs, @Nullable Long corrects, @Nullable String reason,
        @Nullable String note) {

    public Entry {
        values = List.copyOf(values);
        formulaInputs = List.copyOf(formulaInputs);
    }

    public static Entry of(String unit, String characteristic, Kind kind, List<? extends Value> values) {
        return new Entry(unit, characteristic, kind, List.copyOf(values), 1, null, false, null, null, null,
                Source.MANUAL, null, null, null, List.of(), null, null, null);
    }

    public static Entry of(String unit, String characteristic, Kind kind, Value value) {
        return of(unit, characteristic, kind, List.of(value));
    }

    /** A value computed from other evidence by a versioned formula, {@code haemodilution/1} for example. */
    public static Entry derived(String unit, String characteristic, Value value, String formula, List<String> inputs) {
        return new Entry(unit, characteristic, Kind.DERIVED, List.of(value), 1, null, false, null, null, null,
                Source.SYSTEM, null, null, formula, inputs, null, null, null);
    }

    public Entry byMethod(String code, boolean isValidated) {
        return new Entry(unit, characteristic, kind, values, attempt, code, isValidated, definition, instrument,
                takenAt, source, file, fileLine, formula, formulaInputs, corrects, reason, note);
    }

    public Entry takenAt(Instant at) {
        return new Entry(unit, characteristic, kind, values, attempt, method, validated, definition, instrument, at,
                source, file, fileLine, formula, formulaInputs, corrects, reason, note);
    }

    public Entry attempt(int number) {
        return new Entry(unit, characteristic, kind, values, number, method, validated, definition, instrument, takenAt,
                source, file, fileLine, formula, formulaInputs, corrects, reason, note);
    }

    public Entry from(Source where, @Nullable String sha256, @Nullable Integer line) {
        return new Entry(unit, characteristic, kind, values, attempt, method, validated, definition, instrument,
                takenAt, where, sha256, line, formula, formulaInputs, corrects, reason, note);
    }

    public Entry on(String usedInstrument) {
        return new Entry(unit, characteristic, kind, values, attempt, method, validated, definition, usedInstrument,
                takenAt, source, file, fileLine, formula, formulaInputs, corrects, reason, note);
    }

    public Entry definedAs(String what) {
        return new Entry(unit, characteristic, kind, values, attempt, method, validated, what, instrument, takenAt,
                source, file, fileLine, formula, formulaInputs, corrects, reason, note);
    }

    public Entry correcting(long entry, String because) {
        return new Entry(unit, characteristic, kind, values, attempt, method, validated, definition, instrument,
                takenAt, source, file, fileLine, formula, formulaInputs, entry, because, note);
    }

    public Entry noting(@Nullable String text) {
        return new Entry(unit, characteristic, kind, values, attempt, method, validated, definition, instrument,
                takenAt, source, file, fileLine, formula, formulaInputs, corrects, reason, text);
    }
}
