package org.stroma.app.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stroma.app.database.Refusal;

class StepFormTests {
    private static StepForm form(String... namesAndValues) {
        Map<String, String> fields = new HashMap<>(Map.of("start", "2026-03-02T08:00", "end", "2026-03-02T08:30"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new StepForm(fields, ZoneId.of("Asia/Shanghai"));
    }

    private static void refuses(Runnable reading, String field) {
        assertThatThrownBy(reading::run).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("step.unreadable");
            assertThat(refusal.details()).containsEntry("field", field);
        });
    }

    @Test
    void readsYesAndNo() {
        assertThat(form("leak", "true").flag("leak")).isTrue();
        assertThat(form("leak", "false").flag("leak")).isFalse();
    }

    /** What was not answered is not a no. */
    @ParameterizedTest
    @ValueSource(strings = {"", "TRUE", "是", "on", "0"})
    void takesNothingElseForAnAnswer(String given) {
        refuses(() -> form("leak", given).flag("leak"), "leak");
    }

    @Test
    void readsRowsAndLeavesOutEmptyOnes() {
        StepForm form = form("samples.0.code", "S-1", "samples.0.purpose", "sterility", "samples.0.cells", "",
                "samples.1.code", " ", "samples.7.code", "S-2", "samples.7.purpose", "count", "samples.7.cells", "1e6");

        assertThat(form.samples()).containsExactly(new SampleOut("S-1", "sterility", null),
                new SampleOut("S-2", "count", new BigDecimal("1e6")));
    }

    @Test
    void refusesARowThatLacksWhatItNeeds() {
        refuses(() -> form("samples.0.code", "S-1").samples(), "samples");
        refuses(() -> form("samples.0.code", "S-1", "samples.0.purpose", "count", "samples.0.cells", "many").samples(),
                "samples");
        refuses(() -> form("uses.0.code", "CM-1").step(), "uses");
    }

    @Test
    void readsMaterialsWithTheirQuantities() {
        assertThat(form("uses.0.code", "CM-26-031", "uses.0.quantity", "250.0").step().uses())
                .isEqualTo(List.of(new Step.Use("CM-26-031", new BigDecimal("250.0"))));
    }

    @Test
    void refusesACodeThatIsNoChoice() {
        assertThat(form("purpose", "RETAINED").choice("purpose", Lots.Purpose.class)).isEqualTo(Lots.Purpose.RETAINED);
        refuses(() -> form("purpose", "retained").choice("purpose", Lots.Purpose.class), "purpose");
    }
}
