package org.stroma.app.standard;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stroma.measure.GestationalAge;
import org.stroma.measure.Measurement;
import org.stroma.measure.Moment;

/** One observed value. */
public sealed interface Value {

    /** A size, exact or censored. */
    record Measured(Measurement measurement) implements Value {}

    /** One of the choices of the characteristic. */
    record Code(String code) implements Value {}

    record Flag(boolean holds) implements Value {}

    /** The answer of a test that looks for something. */
    record Found(Presence presence) implements Value {}

    record At(Moment moment) implements Value {}

    record Gestation(GestationalAge age) implements Value {}

    /**
     * A document.
     *
     * @param validUntil the last moment at which it holds, or null if it does not end
     */
    record Document(DocumentStatus status, @Nullable Moment validUntil) implements Value {}

    /**
     * A decision whether something is required.
     *
     * @param signed by all who have to sign; a draft decides nothing
     * @param validUntil the last moment at which it holds, or null if it does not end
     */
    record Decided(boolean required, boolean signed, @Nullable Moment validUntil) implements Value {}

    /**
     * A report in its own notation and the parts that were read from it.
     *
     * @param parts by name; the criterion names a part as {@code karyotype.sex}
     */
    record Structure(String text, SortedMap<String, Value> parts) implements Value {
        public Structure {
            parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
        }
    }

    record Text(String text) implements Value {}

    /** What a test that looks for something can answer. */
    enum Presence {
        /** Not found: negative, non-reactive, no growth, complies. */
        NEGATIVE,
        /** Found: positive, reactive, growth, does not comply. */
        POSITIVE,
        /** Neither: grey zone, invalid run. */
        INDETERMINATE
    }

    /** How a document stands. */
    enum DocumentStatus {
        /** It was checked and complies. */
        VALID,
        /** It was checked and does not comply. */
        INVALID,
        /** It was asked for or is being checked. */
        PENDING
    }

    default ValueType type() {
        return switch (this) {
            case Measured measured -> ValueType.QUANTITY;
            case Code code -> ValueType.CODE;
            case Flag flag -> ValueType.FLAG;
            case Found found -> ValueType.FINDING;
            case At at -> ValueType.MOMENT;
            case Gestation gestation -> ValueType.GESTATION;
            case Document document -> ValueType.DOCUMENT;
            case Decided decided -> ValueType.DECISION;
            case Structure structure -> ValueType.STRUCTURE;
            case Text text -> ValueType.TEXT;
        };
    }
}
