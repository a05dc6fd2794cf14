package org.stroma.app.standard;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stroma.app.shell.RecordedWords;

/** Says characteristics by their names. */
@Component
class RecordedCharacteristics implements RecordedWords {
    private final CharacteristicWords words;

    RecordedCharacteristics(CharacteristicWords words) {
        this.words = words;
    }

    @Override
    public Optional<String> find(String table, String column, String value) {
        boolean names = column.equals("characteristic") || column.equals("characteristics");
        return names ? Optional.of(words.name(value)).filter(said -> !said.equals(value)) : Optional.empty();
    }
}
