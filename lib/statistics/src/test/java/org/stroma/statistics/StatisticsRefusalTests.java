package org.stroma.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class StatisticsRefusalTests {

    @Test
    void carriesCodeAndParameters() {
        StatisticsRefusal refusal = StatisticsRefusal.of("too-few-values", "needed", 3, "found", 2);

        assertThat(refusal.code()).isEqualTo("too-few-values");
        assertThat(refusal.parameters()).containsEntry("needed", 3).containsEntry("found", 2);
    }

    @Test
    void speaksEnglishAndChinese() {
        StatisticsRefusal refusal = StatisticsRefusal.of("too-few-values", "needed", 3, "found", 2);

        assertThat(refusal.message(Locale.UK)).isEqualTo("At least 3 values are needed, 2 were given.");
        assertThat(refusal.message(Locale.CHINA)).isEqualTo("至少需要 3 个数据，实际只有 2 个。");
        assertThat(refusal).hasMessage("At least 3 values are needed, 2 were given.");
    }

    @Test
    void bothBundlesHoldTheSameCodes() {
        ResourceBundle english = ResourceBundle.getBundle("org.stroma.statistics.messages", Locale.ENGLISH);
        ResourceBundle chinese = ResourceBundle.getBundle("org.stroma.statistics.messages", Locale.SIMPLIFIED_CHINESE);

        assertThat(chinese.keySet()).isEqualTo(english.keySet());
    }
}
