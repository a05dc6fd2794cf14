package org.stroma.app.standard;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stroma.measure.PlausibleRange;
import org.stroma.measure.Qualifier;
import org.stroma.measure.UnitOfMeasure;

/**
 * A named property that a standard speaks of, as data.
 *
 * @param code stable name, lower case; a dot names a part of a structure
 * @param scale for a quantity: its usual unit and what is plausible; null for every other type
 * @param choices for a code: all that can be chosen; empty for every other type
 * @param formula the versioned formula that must have computed it ({@code haemodilution/1}), or null if it is observed
 * @param definition what exactly must have been observed for a value to be comparable, or null if the code says enough
 */
public record Characteristic(String code, Texts name, ValueType type, @Nullable Scale scale, List<Choice> choices,
        @Nullable String formula, @Nullable String definition) {

    public Characteristic {
        choices = List.copyOf(choices);
    }

    /**
     * The scale of a quantity.
     *
     * @param plausible between which sizes it can be at all, or null if nothing is implausible
     */
    public record Scale(UnitOfMeasure unit, Qualifier qualifier, @Nullable PlausibleRange plausible) {}

    /** One choice and its name. */
    public record Choice(String code, Texts name) {}

    public Optional<Choice> findChoice(String choice) {
        return choices.stream().filter(each -> each.code().equals(choice)).findFirst();
    }

    /** The field in which a person enters it. */
    public EntryField entryField() {
        return EntryField.of(this);
    }
}
