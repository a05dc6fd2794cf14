package org.stroma.app.evidence;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.stroma.app.shell.Amounts;
import org.stroma.app.shell.Times;
import org.stroma.app.shell.Words;
import org.stroma.app.standard.Value;
import org.stroma.measure.Moment;

/** Values as people read them, in the reader's language. */
@Component("evidenceWords")
public class EvidenceWords {
    private static final Set<String> PURE = Set.of("1", "{ratio}", "[pH]");

    private final Words words;
    private final Amounts amounts;
    private final Times times;

    EvidenceWords(Words words, Amounts amounts, Times times) {
        this.words = words;
        this.amounts = amounts;
        this.times = times;
    }

    public String say(List<Value> values) {
        return values.stream().map(this::say).collect(Collectors.joining(" "));
    }

    /** A moment to the minute in the plant's zone, a day as a day; the record keeps what was entered. */
    private String at(Moment moment) {
        return switch (moment) {
            case Moment.Instant instant -> times.minute(instant.at().toInstant());
            case Moment.Day day -> times.day(day.date());
        };
    }

    /** A ratio is its number. */
    private String measure(String code) {
        return PURE.contains(code) ? "" : amounts.measure(code);
    }

    public String say(Value value) {
        return switch (value) {
            case Value.Measured measured -> {
                String number = measured.measurement().written()
                        .map(quantity -> quantity.value().toPlainString() + " " + measure(quantity.unit().code()))
                        .orElse("");
                yield (measured.measurement().sign() + " " + number).strip();
            }
            case Value.Code code -> code.code();
            case Value.Flag flag -> words.say(flag.holds() ? "value.yes" : "value.no");
            case Value.Found found -> words.say("value." + found.presence().name());
            case Value.At at -> at(at.moment());
            case Value.Gestation gestation -> gestation.age().toString();
            case Value.Document document -> words.say("value.document." + document.status().name());
            case Value.Decided decided -> words.say(decided.required() ? "value.required" : "value.not-required");
            case Value.Structure structure -> structure.text();
            case Value.Text text -> text.text();
        };
    }
}
