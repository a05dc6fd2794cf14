package org.stroma.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandRefusalTests {
    @ParameterizedTest
    @ValueSource(strings = {"refusals", "messages"})
    void hasTheSameWordsInBothLanguages(String bundle) {
        ResourceBundle english = ResourceBundle.getBundle("org.stroma.app.cli." + bundle, Locale.ENGLISH);
        ResourceBundle chinese = ResourceBundle.getBundle("org.stroma.app.cli." + bundle, Locale.SIMPLIFIED_CHINESE);

        assertThat(chinese.keySet()).containsExactlyInAnyOrderElementsOf(english.keySet());
    }

    @Test
    void wordsARefusalWithinARefusal() {
        CommandRefusal refusal = CommandRefusal.of("about-line", "file", "{line}.csv", "line", 3, "what",
                CommandRefusal.of("quote-open"));

        assertThat(refusal).hasMessage("{line}.csv, line 3: a quotation mark is opened and never closed.");
        assertThat(refusal.message(Locale.forLanguageTag("zh-TW"))).isEqualTo("{line}.csv，第 3 行：引号未闭合。");
    }

    @Test
    void refusesACodeWithoutWords() {
        assertThatThrownBy(() -> CommandRefusal.of("no-such-code")).isInstanceOf(MissingResourceException.class);
    }
}
