package org.stroma.app.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.stroma.app.testing.StromaTest;

/** Screens name what was observed by the words of the standards. */
@StromaTest
class CharacteristicWordsTests {
    @Autowired
    private CharacteristicWords words;

    @AfterEach
    void readAsBefore() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void namesCharacteristicsAndChoicesInTheReadersLanguage() {
        LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);
        assertThat(words.name("viability")).isEqualTo("细胞活率");
        assertThat(words.value("appearance", "COMPLIES")).isEqualTo("符合规定");
        assertThat(words.name("clock_cl11")).isEqualTo("存放时限 CL-11");
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        assertThat(words.name("clock_cl11")).isEqualTo("hold time CL-11");
        assertThat(words.name("viability")).doesNotContain("细胞");
    }

    @Test
    void showsWhatNoStandardKnowsAsItIs() {
        assertThat(words.name("no_such_characteristic")).isEqualTo("no_such_characteristic");
        assertThat(words.value("viability", "91.2 %")).isEqualTo("91.2 %");
    }
}
