package org.stroma.instruments.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;

import org.junit.jupiter.api.Test;

class JsonWriterTests {

    @Test
    void keepsOrderAndDecimals() {
        JsonObject object = new JsonObject().put("b", new BigDecimal("1.50")).put("a", JsonObject.NEGATIVE_ZERO);

        assertThat(object).hasToString("{\n  \"b\": 1.50,\n  \"a\": -0.0\n}");
    }

    @Test
    void leavesOutWhatIsAbsent() {
        JsonObject object = new JsonObject().put("a", (Object) null).put("b", new JsonObject()).put("c", List.of())
                .quantity("d", null, "mL");

        assertThat(object.isEmpty()).isTrue();
    }

    @Test
    void escapesWhatJsonCannotHold() {
        assertThat(new JsonObject().put("k", "a\"\\\n\u0001\uD800é")).hasToString(
                "{\n  \"k\": \"a\\\"\\\\\\n\\u0001\\ud800é\"\n}");
    }

    @Test
    void writesGapsAsNull() {
        assertThat(new JsonObject().put("l", List.of(BigDecimal.ONE, JsonObject.NULL)))
                .hasToString("{\n  \"l\": [1, null]\n}");
    }

    @Test
    void refusesValuesThatAreNoJson() {
        assertThatThrownBy(() -> new JsonObject().put("d", 1.5d)).isInstanceOf(IllegalArgumentException.class);
    }

}
