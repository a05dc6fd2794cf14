package org.stroma.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and samples in Chinese, as the computers of a Chinese laboratory write them, in exports of every text family. */
class EncodingsTests {

    private static final Charset GB18030 = Charset.forName("GB18030");
    /** The second bytes of 喆, 祎 and 镕 lie below 0xA1 or are letters; 㐂 takes four bytes. */
    private static final String NAME = "王喆祎朱镕㐂";

    private static Text decode(byte[] bytes) {
        return Text.decode(Source.of(bytes, "text"), Limits.STANDARD);
    }

    private static final List<String> NAMED = List.of("AN-1", "WJ-0042", "WJ-1", "WJ 0042", "Plate 7", "hMSC", "S001", "own");

    static Stream<Source> exports() {
        return Fixtures.all().stream().filter(source -> new Content(source).kind() == Content.Kind.TEXT);
    }

    private static String bare(Export export) {
        return export.json().replaceAll(" ?\"[^\"]*identifier\": \"[0-9a-fA-F_TSID]{8}-[^\"]*\",?", "");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exports")
    void readsChineseNamesInEveryEncoding(Source source) {
        String sound = Text.decode(source, Limits.STANDARD).string();
        String found = NAMED.stream().filter(sound::contains).findFirst().orElseThrow();
        String text = sound.replace(found, NAME);
        String expected = bare(Export.of(text));

        for (Charset charset : List.of(GB18030, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            byte[] bytes = text.getBytes(charset);

            assertThat(decode(bytes).charset()).as(charset.name()).isEqualTo(charset);
            assertThat(bare(Export.of(bytes))).as(charset.name()).isEqualTo(expected);
            assertThat(Export.of(bytes).codes()).as(charset.name()).contains(FileProblem.ENCODING);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"操作员,样品\n王喆,WJ-1\n", "朱镕\n", "Operator;王昇;37 ℃ ±2 μL\n"})
    void recognisesNamesWithLowSecondBytes(String text) {
        Text decoded = decode(text.getBytes(GB18030));

        assertThat(decoded.string()).isEqualTo(text);
        assertThat(decoded.charset()).isEqualTo(GB18030);
    }

    @ParameterizedTest
    @ValueSource(strings = {"37 °C", "12 µm ± 2", "Müller, Größe", "“Prélèvé” – 3 µL", "señor Núñez", "½ ®"})
    void keepsWesternTexts(String text) {
        assertThat(decode(text.getBytes(EightBit.WINDOWS_1252)).string()).isEqualTo(text);
    }

    @Test
    void tellsWhenTwoEncodingsFit() {
        byte[] bytes = "样品,昇A\n昇B,昇C\n".getBytes(GB18030);

        assertThat(decode(bytes).other()).isNotNull();
    }

    @Test
    void refusesUtf8ThatWasDamagedRatherThanReadItAsAnother() {
        byte[] bytes = "操作员,样品,王芳,脐带间充质\n".getBytes(StandardCharsets.UTF_8);
        bytes[4] = (byte) 0xFF;

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> decode(bytes)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.930.000,5", "1 930 000,5", "1\u202F930\u202F000,5", "1'930'000.5"})
    void readsCountsOfOtherLocales(String count) {
        String sign = count.endsWith(",5") ? "," : ".";
        String text = "Viability and Cell Count Assay - cord; ;\nSample ID;WJ-42;\nViability (%);96" + sign + "4;\nLive (cells/ml);"
                + count + ";\nDate time;20260301 093015\n";

        assertThat(Export.of(text).json()).contains("1.9300005").contains("96.4");
    }

}
