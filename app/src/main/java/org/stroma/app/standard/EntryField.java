package org.stroma.app.standard;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stroma.measure.PlausibleRange;
import org.stroma.measure.Qualifier;
import org.stroma.measure.UnitOfMeasure;

/** How a page asks a person for a value; derived from the characteristic, so a new one needs no page. */
public sealed interface EntryField {

    /** A number, with {@code <}, {@code >} or "not detected" allowed, in a fixed unit of measure. */
    record Size(UnitOfMeasure unit, Qualifier qualifier, @Nullable PlausibleRange plausible) implements EntryField {}

    record Choice(List<Characteristic.Choice> choices) implements EntryField {
        public Choice {
            choices = List.copyOf(choices);
        }
    }

    record YesNo() implements EntryField {}

    /** Negative, positive or indeterminate. */
    record Finding() implements EntryField {}

    /** A date, with a time where it is known. */
    record DateTime() implements EntryField {}

    record WeeksAndDays() implements EntryField {}

    /** A file, whether it complies, and until when it holds. */
    record Document() implements EntryField {}

    /** Required or not, with a reason and signatures. */
    record Decision() implements EntryField {}

    record Words() implements EntryField {}

    /** Not asked for: a formula computes it. */
    record Computed(String formula) implements EntryField {}

    static EntryField of(Characteristic characteristic) {
        String formula = characteristic.formula();
        if (formula != null) {
            return new Computed(formula);
        }
        return switch (characteristic.type()) {
            case QUANTITY -> number(characteristic.scale());
            case CODE -> new Choice(characteristic.choices());
            case FLAG -> new YesNo();
            case FINDING -> new Finding();
            case MOMENT -> new DateTime();
            case GESTATION -> new WeeksAndDays();
            case DOCUMENT -> new Document();
            case DECISION -> new Decision();
            case STRUCTURE, TEXT -> new Words();
        };
    }

    private static EntryField number(Characteristic.@Nullable Scale scale) {
        return scale == null
                ? new Size(UnitOfMeasure.ONE, Qualifier.NONE, null)
                : new Size(scale.unit(), scale.qualifier(), scale.plausible());
    }
}
