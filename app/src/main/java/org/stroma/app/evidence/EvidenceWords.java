package org.stroma.app.evidence;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.stroma.app.shell.Words;
import org.stroma.app.standard.Value;

/** Values as people read them, in the reader's language. */
@Component("evidenceWords")
public class EvidenceWords {
    private final Words words;

    EvidenceWords(Words words) {
        this.words = words;
    }

    public String say(List<Value> values) {
        return values.stream().map(this::say).collect(Collectors.joining(" "));
    }

    /** A moment to the minute; the record keeps what was entered. */
    static String minutes(String moment) {
        return moment.replace('T', ' ').replaceFirst("(\\d\\d:\\d\\d):\\d\\d(\\.\\d+)?", "$1");
    }

    public String say(Value value) {
        return switch (value) {
            case Value.Measured measured -> {
                String number = measured.measurement().written()
                        .map(quantity -> quantity.value().toPlainString() + " " + quantity.unit().code()).orElse("");
                yield (measured.measurement().sign() + " " + number).strip();
            }
            case Value.Code code -> code.code();
            case Value.Flag flag -> words.say(flag.holds() ? "value.yes" : "value.no");
            case Value.Found found -> words.say("value." + found.presence().name());
            case Value.At at -> minutes(at.moment().toString());
            case Value.Gestation gestation -> gestation.age().toString();
            case Value.Document document -> words.say("value.document." + document.status().name());
            case Value.Decided decided -> words.say(decided.required() ? "value.required" : "value.not-required");
            case Value.Structure structure -> structure.text();
            case Value.Text text -> text.text();
        };
    }
}
