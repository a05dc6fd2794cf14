package org.stroma.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTests {

    @ParameterizedTest
    @CsvSource({"39w2d,275", "39+2,275", "39周+2天,275", "39周2天,275", "36w0d,252", "42 w 0 d,294", "42w1,295"})
    void readsAGestationInWeeksAndDays(String text, String days) {
        assertThat(GestationalAge.parse(text).toQuantity()).hasToString(days + " d");
    }

    @Test
    void aDayPastFortyTwoWeeksIsMoreThanFortyTwoWeeks() {
        Quantity limit = Quantity.parse("42", "wk");

        assertThat(GestationalAge.parse("42w0d").toQuantity()).isEqualByComparingTo(limit);
        assertThat(GestationalAge.parse("42w1d").toQuantity()).isGreaterThan(limit);
        assertThat(GestationalAge.parse("41w6d")).isLessThan(GestationalAge.parse("42w0d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"39.2", "39", "39w7d", "46w0d", "", "392", "3 9w2d"})
    void refusesAGestationThatCanBeMisread(String text) {
        assertThatExceptionOfType(NumberUnreadable.class).isThrownBy(() -> GestationalAge.parse(text));
    }

    @Test
    void aDayIsAllTheInstantsInIt() {
        Moment day = Moment.parse("2026-03-02+08:00");

        assertThat(day.earliest()).isEqualTo("2026-03-02T00:00:00+08:00");
        assertThat(day.latest()).isEqualTo("2026-03-02T23:59:59.999999999+08:00");
        assertThat(day).hasToString("2026-03-02+08:00");
        assertThat(Moment.parse("2026-03-02T08:52+08:00")).hasToString("2026-03-02T08:52:00+08:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-02", "2026-03-02T08:52", "2026-02-30+08:00", "02.03.2026", "today", ""})
    void refusesATimeWithoutItsOffset(String text) {
        assertThatExceptionOfType(NumberUnreadable.class).isThrownBy(() -> Moment.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"2026-01-31+08:00,P1M,2026-02-28+08:00", "2026-11-17+08:00,P24M,2028-11-17+08:00",
            "2026-03-02T08:52:00+08:00,PT48H,2026-03-04T08:52:00+08:00",
            "2026-03-02T08:52:00+08:00,-P7D,2026-02-23T08:52:00+08:00",
            "2026-03-02T08:52:00+08:00,P1DT2H,2026-03-03T10:52:00+08:00"})
    void addsSpansByTheCalendar(String start, String span, String end) {
        assertThat(Moment.parse(start).plus(Span.parse(span))).hasToString(end);
        assertThat(Span.parse(span)).hasToString(span);
    }

    @Test
    void addsNoHoursToADay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Moment.parse("2026-03-02+08:00").plus(Span.parse("PT1H")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", "-", "48h", "P-1D", "PT", "1D", "PT1H-"})
    void refusesWhatIsNoSpan(String text) {
        assertThatExceptionOfType(NumberUnreadable.class).isThrownBy(() -> Span.parse(text));
    }
}
