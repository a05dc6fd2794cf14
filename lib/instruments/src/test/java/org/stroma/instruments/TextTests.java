package org.stroma.instruments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

class TextTests {

    private static Text decode(byte[] bytes) {
        return Text.decode(Source.of(bytes, "text"), Limits.STANDARD);
    }

    @Test
    void recognisesUtf16WithAndWithoutMark() {
        String text = "Sample ID,Viability (%)\n1,96.4\n";

        assertThat(decode(text.getBytes(StandardCharsets.UTF_16)).string()).isEqualTo(text);
        assertThat(decode(text.getBytes(StandardCharsets.UTF_16)).marked()).isTrue();
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            Text decoded = decode(text.getBytes(charset));
            assertThat(decoded.string()).isEqualTo(text);
            assertThat(decoded.charset()).isEqualTo(charset);
            assertThat(decoded.marked()).isFalse();
            assertThat(decoded.lines()).isEqualTo(text.lines().toList());
        }
    }

    @Test
    void removesTheMarkOfUtf8() {
        Text decoded = decode(new byte[]{(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a'});

        assertThat(decoded.string()).isEqualTo("a");
        assertThat(decoded.charset()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(decoded.marked()).isTrue();
    }

    @Test
    void tellsLatin1FromWindows1252() {
        assertThat(decode("37 °C".getBytes(StandardCharsets.ISO_8859_1)).encodingName()).isEqualTo("ISO-8859-1");
        assertThat(decode("“37 °C”".getBytes(Charset.forName("windows-1252"))).string()).isEqualTo("“37 °C”");
    }

    @Test
    void recognisesChineseOfAChineseComputer() {
        byte[] bytes = "操作员,样品\n".getBytes(Charset.forName("GB18030"));

        assertThat(decode(bytes).string()).isEqualTo("操作员,样品\n");
        assertThat(decode(bytes).encodingName()).isEqualTo("GB18030");
    }

    @Test
    void doesNotTakeAMicroSignForChinese() {
        assertThat(decode("12 µm".getBytes(StandardCharsets.ISO_8859_1)).string()).isEqualTo("12 µm");
    }

    @Test
    void refusesWhatIsNoText() {
        assertThatThrownBy(() -> decode(new byte[]{1, 0, 0, 0, 2, 3, 4, 0, 9})).isInstanceOf(Refusal.class);
    }

    @Test
    void splitsLinesAtEveryKindOfEnd() {
        assertThat(decode("a\r\nb\nc\rd".getBytes(StandardCharsets.UTF_8)).lines())
                .isEqualTo(List.of("a", "b", "c", "d"));
    }

}
