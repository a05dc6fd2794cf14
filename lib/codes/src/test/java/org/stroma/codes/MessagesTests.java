package org.stroma.codes;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stroma.codes.china.DrugTraceCode;
import org.stroma.codes.china.TraceReason;
import org.stroma.codes.gs1.Gs1Reason;
import org.stroma.codes.isbt128.IsbtReason;
import org.stroma.codes.iscn.IscnReason;
import org.stroma.codes.iscn.Karyotype;
import org.stroma.codes.sec.SecReason;
import org.stroma.codes.serial.SerialReason;

class MessagesTests {

    private static ResourceBundle bundle(String language) {
        return ResourceBundle.getBundle(Problem.BUNDLE, Locale.forLanguageTag(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    private static String message(Problem problem, String language) {
        return new MessageFormat(bundle(language).getString(problem.reason().key()), Locale.forLanguageTag(language))
                .format(problem.arguments().toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void everyReasonHasOneMessageAndNoMessageIsWithoutReason(String language) {
        List<String> keys = Stream
                .<Reason[]>of(Gs1Reason.values(), IsbtReason.values(), SecReason.values(), TraceReason.values(),
                        SerialReason.values(), IscnReason.values())
                .flatMap(Stream::of).map(Reason::key).toList();

        assertThat(keys).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(bundle(language).keySet())).isEqualTo(new TreeSet<>(keys));
        assertThat(keys).allSatisfy(key -> assertThat(new MessageFormat(bundle(language).getString(key)).toPattern())
                .isNotBlank());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "en | 47 chromosomes are stated, the description gives 46", "zh-CN | 报告染色体数为 47，按描述应为 46"})
    void messageNamesWhatIsWrong(String language, String expected) {
        Problem problem = Karyotype.parse("47,XY[20]").problems().getFirst();

        assertThat(message(problem, language)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"en | “１” is not a digit", "zh-CN | “１”不是半角数字"})
    void messageShowsTheCharacterAsItWasEntered(String language, String expected) {
        Problem problem = DrugTraceCode.parse("8123456000000001739１").problems().getFirst();

        assertThat(message(problem, language)).isEqualTo(expected);
    }
}
