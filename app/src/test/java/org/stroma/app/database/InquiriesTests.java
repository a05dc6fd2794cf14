package org.stroma.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stroma.app.testing.StromaTest;

/** What is asked together is answered as what is asked alone. */
@StromaTest
class InquiriesTests {
    private static final String EVERYTHING = """
            select n, 'a "text" with 中文' as text, cast(null as text) as nothing, 9007199254740993 + n as whole, cast('1.2300' as numeric) * n as number,
                   timestamptz '2026-03-02 08:05:00.123456+08' as instant, date '2026-03-02' as day, n > 1 as flag, array ['b', 'a,c'] as texts, cast(null as text[]) as none,
                   jsonb '{"x": 1.10, "y": "z"}' as object, (select json_agg(row_to_json(x)) from (select i as deep, 0.50 as share from generate_series(1, n) i) x) as rows
              from generate_series(1, cast(:most as integer)) n order by n desc""";

    @Autowired
    private Inquiries inquiries;

    private record All(long n, String text, @Nullable String nothing, long whole, BigDecimal number, Instant instant,
            LocalDate day, boolean flag, List<String> texts, List<String> none, BigDecimal inObject, List<Long> deep,
            BigDecimal share) {}

    private static Inquiry<All> everything(int most) {
        return Inquiry.of(EVERYTHING, Map.of("most", most), row -> new All(row.whole("n"), row.text("text"),
                row.findText("nothing"), row.whole("whole"), row.number("number"), row.instant("instant"),
                row.day("day"), row.flag("flag"), row.texts("texts"), row.texts("none"),
                new BigDecimal(row.text("object").replaceAll("[^0-9.]", "")),
                row.rows("rows").stream().map(each -> each.whole("deep")).toList(),
                row.rows("rows").getFirst().number("share")));
    }

    @Test
    void answersTogetherWhatIsAnsweredAlone() {
        Inquiry<All> few = everything(2);
        Inquiry<All> many = everything(40);

        Inquiries.Answers answers = inquiries.ask(List.of(few, many));

        assertThat(answers.list(few)).isEqualTo(inquiries.list(few)).hasSize(2);
        assertThat(answers.list(many)).isEqualTo(inquiries.list(many)).hasSize(40).extracting(All::n)
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(answers.find(few).orElseThrow())
                .isEqualTo(new All(2, "a \"text\" with 中文", null, 9007199254740995L, new BigDecimal("2.4600"),
                        Instant.parse("2026-03-02T00:05:00.123456Z"), LocalDate.of(2026, 3, 2), true,
                        List.of("b", "a,c"), List.of(), new BigDecimal("1.10"), List.of(1L, 2L),
                        new BigDecimal("0.50")));
    }

    @Test
    void tellsNoRowsFromNotAsked() {
        Inquiry<All> none = everything(0);

        assertThat(inquiries.ask(List.of(none)).list(none)).isEmpty();
        assertThatThrownBy(() -> inquiries.ask(List.of(none)).list(everything(0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAColumnThatIsNotThere() {
        Inquiry<String> wrong = Inquiry.of("select 1 as one", Map.of(), row -> row.text("two"));

        assertThatThrownBy(() -> inquiries.ask(List.of(wrong))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> inquiries.list(wrong)).isInstanceOf(org.springframework.dao.DataAccessException.class);
    }
}
