package org.stroma.app.gate.web;

import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.stroma.app.gate.Answers;
import org.stroma.app.gate.Gates;
import org.stroma.app.gate.Rulings;
import org.stroma.app.people.Signing;
import org.stroma.app.shell.Words;
import org.stroma.app.standard.Characteristic;
import org.stroma.app.standard.EntryField;
import org.stroma.app.standard.Sentences;
import org.jspecify.annotations.Nullable;

/** What a standard asks, as fields of a form in the reader's language; drawn from the characteristic alone. */
@Component
class AskedFields {
    private final Answers answers;
    private final Rulings rulings;
    private final Words words;

    AskedFields(Answers answers, Rulings rulings, Words words) {
        this.answers = answers;
        this.rulings = rulings;
        this.words = words;
    }

    /** A choice of a select. */
    record Option(String code, String name) {}

    /**
     * One field.
     *
     * @param kind size, choice, time, weeks, document or words
     * @param measure unit of measure of a size
     * @param before the answer there is, as read; empty when there is none
     */
    record Field(String code, String name, String kind, String measure, List<Option> options, String before) {}

    /** One question that is left to a ruling; the panel is that of the ruling that waits. */
    record Question(String code, String name, Rulings.@Nullable Ruling inForce, Rulings.@Nullable Ruling open,
            Signing.@Nullable Panel panel, String signAs) {}

    List<Field> fields(Gates.Judged judged) {
        Sentences sentences = sentences(judged);
        return answers.asked(judged).stream().map(asked -> field(asked, sentences)).toList();
    }

    private Field field(Answers.Asked asked, Sentences sentences) {
        Characteristic about = asked.characteristic();
        EntryField field = about.entryField();
        String kind = switch (field) {
            case EntryField.Size _ -> "size";
            case EntryField.Choice _,EntryField.YesNo _,EntryField.Finding _ -> "choice";
            case EntryField.Document _ -> "document";
            case EntryField.DateTime _ -> "time";
            case EntryField.WeeksAndDays _ -> "weeks";
            case EntryField.Words _,EntryField.Decision _,EntryField.Computed _ -> "words";
        };
        List<Option> options = switch (field) {
            case EntryField.Choice choice -> choice.choices().stream()
                    .map(each -> new Option(each.code(), words.either(each.name().zh(), each.name().en()))).toList();
            case EntryField.YesNo _ -> List.of(new Option("true", words.say("value.yes")),
                    new Option("false", words.say("value.no")));
            case EntryField.Finding _ -> List.of("NEGATIVE", "POSITIVE", "INDETERMINATE").stream()
                    .map(code -> new Option(code, words.say("value." + code))).toList();
            case EntryField.Document _ -> List.of("VALID", "INVALID", "PENDING").stream()
                    .map(code -> new Option(code, words.say("value.document." + code))).toList();
            default -> List.of();
        };
        return new Field(about.code(), words.either(about.name().zh(), about.name().en()), kind,
                field instanceof EntryField.Size size ? sentences.unit(size.unit().code()) : "", options,
                asked.answered().map(item -> sentences.observed(about.code(), item.values())).orElse(""));
    }

    List<Question> questions(Gates.Judged judged) {
        return rulings.signers(judged.unit().type()).isEmpty()
                ? List.of()
                : rulings.shown(judged.standard(), judged.unit().code()).stream().map(this::question).toList();
    }

    private Question question(Rulings.Shown shown) {
        Characteristic about = shown.characteristic();
        Signing.Panel panel = shown.panel().orElse(null);
        return new Question(about.code(), words.either(about.name().zh(), about.name().en()),
                shown.inForce().orElse(null), shown.open().orElse(null), panel, panel == null
                        ? ""
                        : panel.slots().stream().filter(slot -> slot.given() == null).map(Signing.Slot::role)
                                .findFirst().orElse(""));
    }

    private Sentences sentences(Gates.Judged judged) {
        return new Sentences(judged.standard(), words.chinese() ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
    }
}
