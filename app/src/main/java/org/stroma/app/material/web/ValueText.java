package org.stroma.app.material.web;

import java.util.List;
import java.util.stream.Collectors;
import org.stroma.app.shell.Words;
import org.stroma.app.standard.Value;

/** Values of material evidence as people read them. */
final class ValueText {
    private ValueText() {}

    static String of(List<Value> values, Words words) {
        return values.stream().map(value -> of(value, words)).collect(Collectors.joining(" "));
    }

    private static String of(Value value, Words words) {
        return switch (value) {
            case Value.Document document -> words.say("value.document." + document.status().name())
                    + (document.validUntil() == null
                            ? ""
                            : " " + words.say("material.until",
                                    document.validUntil().latest().toLocalDate().toString()));
            case Value.Flag flag -> words.say(flag.holds() ? "value.yes" : "value.no");
            case Value.Found found -> words.say("value." + found.presence().name());
            case Value.Measured measured -> measured.measurement().toString();
            default -> value.toString();
        };
    }
}
