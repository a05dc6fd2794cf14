package org.stroma.app.evidence;

import java.util.List;
import java.util.stream.Collectors;
import org.stroma.app.shell.Words;
import org.stroma.app.standard.Value;

/** Values as people read them. */
public final class EvidenceText {
    private EvidenceText() {}

    /** All values, separated by blanks, in the language of the request. */
    public static String of(List<Value> values, Words words) {
        return values.stream().map(value -> of(value, words)).collect(Collectors.joining(" "));
    }

    private static String of(Value value, Words words) {
        return switch (value) {
            case Value.Measured measured -> measured.measurement().toString();
            case Value.Code code -> code.code();
            case Value.Flag flag -> words.say(flag.holds() ? "value.yes" : "value.no");
            case Value.Found found -> words.say("value." + found.presence().name());
            case Value.At at -> at.moment().toString().replace('T', ' ');
            case Value.Gestation gestation -> gestation.age().toString();
            case Value.Document document -> words.say("value.document." + document.status().name());
            case Value.Decided decided -> words.say(decided.required() ? "value.required" : "value.not-required");
            case Value.Structure structure -> structure.text();
            case Value.Text text -> text.text();
        };
    }
}
