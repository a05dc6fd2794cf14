package org.stroma.codes.china;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.stroma.codes.Problem;
import org.stroma.codes.gs1.ElementString;

class DrugTraceCodeTests {

    @Test
    void twentyDigitsHaveTheirParts() {
        DrugTraceCode code = DrugTraceCode.parse("81234 56000 00000 17391").orThrow();

        assertThat(code).isInstanceOfSatisfying(DrugTraceCode.TwentyDigits.class, twenty -> {
            assertThat(twenty.identification()).isEqualTo("8123456");
            assertThat(twenty.serial()).isEqualTo("000000001");
            assertThat(twenty.cipher()).isEqualTo("7391");
            assertThat(twenty.production()).isEqualTo("0000000017391");
            assertThat(twenty.eyeReadable()).isEqualTo("81234 56000 00000 17391");
        });
    }

    @Test
    void fullWidthDigitsOfAnInputMethodAreNamed() {
        assertThat(DrugTraceCode.parse("8123456000000001739\uff11").problems())
                .containsExactly(Problem.at(TraceReason.NOT_A_DIGIT, 19, 1, "\uff11"));
    }

    @Test
    void aCodeCutShortIsRefused() {
        assertThat(DrugTraceCode.parse("8123 4560").problems())
                .containsExactly(Problem.at(TraceReason.LENGTH, 0, 9, "20", "8"));
        assertThatThrownBy(() -> new DrugTraceCode.TwentyDigits("812"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void gs1DataNeedsTradeItemAndSerial() {
        ElementString label = ElementString.parseBracketed("(01)09521234567899(17)281116(10)L26-117(21)000042")
                .orThrow();
        DrugTraceCode code = DrugTraceCode.of(label).orThrow();

        assertThat(code.identification()).isEqualTo("09521234567899");
        assertThat(code.production()).isEqualTo("000042");
        assertThat(DrugTraceCode.of(ElementString.parseBracketed("(01)09521234567899").orThrow()).problems())
                .containsExactly(Problem.at(TraceReason.PART_MISSING, 0, 0, "21"));
    }
}
