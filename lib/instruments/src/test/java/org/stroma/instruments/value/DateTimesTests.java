package org.stroma.instruments.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTimesTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"2024-03-01 13:05:59|2024-03-01T13:05:59+00:00",
            "2025-05-20T12:25:15|2025-05-20T12:25:15+00:00", "20231120 163016|2023-11-20T16:30:16+00:00",
            "20240219|2024-02-19T00:00:00+00:00", "3/21/2022 16:56|2022-03-21T16:56:00+00:00",
            "29/02/2016 14:34:46|2016-02-29T14:34:46+00:00", "5/6/2026 2:28:58 PM|2026-05-06T14:28:58+00:00",
            "12/31/2025 12:00:01 AM|2025-12-31T00:00:01+00:00", "6-18-2019 7:46:47 AM|2019-06-18T07:46:47+00:00",
            "7 Oct 2022  11:52:44 AM|2022-10-07T11:52:44+00:00", "Oct 7, 2022 11:52|2022-10-07T11:52:00+00:00",
            "Monday, March 1, 2021 9:05:00 AM|2021-03-01T09:05:00+00:00",
            "2024-03-01 13:05:59.5 +08:00|2024-03-01T13:05:59.500000+08:00",
            "2024-03-01T13:05:59Z|2024-03-01T13:05:59+00:00", "13.12.2022 07:51:50|2022-12-13T07:51:50+00:00"})
    void readsWhatMachinesPrint(String text, String iso) {
        assertThat(DateTimes.parse(text)).map(DateTimes.Parsed::iso).contains(iso);
    }

    @Test
    void saysWhenDayAndMonthMayBeExchanged() {
        assertThat(DateTimes.parse("08.12.2022").orElseThrow().ambiguous()).isTrue();
        assertThat(DateTimes.parse("08.13.2022").orElseThrow().ambiguous()).isFalse();
        assertThat(DateTimes.parse("08.08.2022").orElseThrow().ambiguous()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"01.03.2026,BY_SEPARATOR,2026-03-01,false", "01/03/2026,BY_SEPARATOR,2026-01-03,false",
            "01-03-2026,BY_SEPARATOR,2026-01-03,false", "01/03/2026,DAY_FIRST,2026-03-01,false",
            "01.03.2026,MONTH_FIRST,2026-01-03,false", "03.13.2026,BY_SEPARATOR,2026-03-13,true",
            "13/03/2026,MONTH_FIRST,2026-03-13,true", "03/13/2026,DAY_FIRST,2026-03-13,true"})
    void takesWhatTheOrderSaysFirst(String text, DateOrder order, String date, boolean against) {
        DateTimes.Parsed parsed = DateTimes.parse(text, order).orElseThrow();

        assertThat(parsed.local().toLocalDate()).hasToString(date);
        assertThat(parsed.against()).isEqualTo(against);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no date", "2024-13-01", "31/31/2024", "25:00", "2024-02-30", "1 Foo 2024",
            "2024-03-01 13:05 XYZ", "99999999999"})
    void readsNoDateWhereThereIsNone(String text) {
        assertThat(DateTimes.parse(text)).isEmpty();
    }

}
