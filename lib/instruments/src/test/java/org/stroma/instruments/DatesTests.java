package org.stroma.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.instruments.value.DateOrder;

/** Two samples of one export, whose dates are written in several ways. */
class DatesTests {

    private static final String EXPORT = Export.fixture("qubit-4.csv").text();

    private static Result read(String first, String second, DateOrder order) {
        String export = EXPORT.replaceFirst("13/03/2026", first).replace("13/03/2026", second);
        return Foreseen.of(Instruments.read(
                Source.of(ByteBuffer.wrap(export.getBytes(StandardCharsets.UTF_8)), "qubit.csv"), order));
    }

    private static String json(Result result) {
        assertThat(result).as(result.problems().toString()).isInstanceOf(Result.Accepted.class);
        return ((Result.Accepted) result).document().json().toString();
    }

    private static List<Problem.Code> codes(Result result) {
        return result.problems().stream().map(Problem::code).toList();
    }

    @ParameterizedTest
    @CsvSource({"02.03.2026,2026-03-02", "02/03/2026,2026-02-03"})
    void tellsThatNothingDecides(String printed, String read) {
        Result result = read(printed, printed, DateOrder.BY_SEPARATOR);

        assertThat(json(result)).contains("\"" + read + "T06:40:54+00:00\"");
        assertThat(codes(result)).contains(FileProblem.DATE_ORDER_ASSUMED);
    }

    @ParameterizedTest
    @CsvSource({"02/03/2026,13/03/2026,2026-03-02", "02.03.2026,03.13.2026,2026-02-03"})
    void readsADateInTheOrderOfTheOthers(String printed, String other, String read) {
        Result result = read(printed, other, DateOrder.BY_SEPARATOR);

        assertThat(json(result)).contains("\"" + read + "T06:40:54+00:00\"");
        assertThat(codes(result)).contains(FileProblem.DATE_ORDER_RECOGNISED)
                .doesNotContain(FileProblem.DATE_ORDER_ASSUMED);
    }

    @Test
    void asksNothingOfDatesThatContradictEachOther() {
        String export = EXPORT + EXPORT.lines().toList().getLast().replace("13/03/2026", "03/14/2026") + "\n";
        Result result = Instruments.read(
                export.replaceFirst("13/03/2026", "02/03/2026").getBytes(StandardCharsets.UTF_8), "qubit.csv");

        assertThat(json(result)).contains("\"2026-02-03T06:40:54+00:00\"");
        assertThat(codes(result)).contains(FileProblem.DATE_ORDER_ASSUMED);
    }

    @Test
    void readsWhatIsDeclaredWithoutAQuestion() {
        Result result = read("02/03/2026", "04/03/2026", DateOrder.DAY_FIRST);

        assertThat(json(result)).contains("\"2026-03-02T06:40:54+00:00\"", "\"2026-03-04T06:42:00+00:00\"");
        assertThat(codes(result)).doesNotContain(FileProblem.DATE_ORDER_ASSUMED, FileProblem.DATE_ORDER_RECOGNISED);
    }

    @Test
    void refusesADateAgainstTheDeclaredOrder() {
        Result result = read("02/03/2026", "13/03/2026", DateOrder.MONTH_FIRST);

        assertThat(result).isInstanceOf(Result.Refused.class);
        assertThat(codes(result)).contains(FileProblem.DATE_AGAINST_ORDER);
    }

    /** Three published documents of PharmSpec have the month first where the file says that the day is. */
    @Test
    void readsPharmSpecAsPublishedUnlessAnOrderIsDeclared() {
        String dated = Export.fixture("pharmspec.html").text().replace("3/1/2026 2:28:58 PM", "08.12.2022 07:51:50")
                + "<p>25.12.1800</p>";
        Source source = Source.of(dated.getBytes(StandardCharsets.UTF_8), "report.html");
        Result published = Instruments.read(source);

        assertThat(json(published)).contains("2022-08-12T");
        assertThat(codes(published)).contains(FileProblem.DATE_ORDER_AS_PUBLISHED);
        assertThat(json(Instruments.read(source, DateOrder.DAY_FIRST))).contains("2022-12-08T");
    }

    @Test
    void readsTheOrderOfAWorkbookFromItsCells() {
        byte[] book = GrownArchives.of("vi-cell-xr.xlsx", 1_000);
        String sheet = new String(GrownArchives.entries(book).get("xl/worksheets/sheet1.xml"), StandardCharsets.UTF_8);
        String dated = sheet.replaceFirst("1 Mar 2026", "02/03/2026").replace("1 Mar 2026", "14/03/2026");
        Result result = Instruments.read(ZipMaker.workbook(dated.substring(dated.indexOf("<row"),
                dated.indexOf("</sheetData>"))), "vi-cell-xr.xlsx");

        assertThat(json(result)).contains("\"2026-03-02T09:52:44+00:00\"");
        assertThat(codes(result)).contains(FileProblem.DATE_ORDER_RECOGNISED);
    }

}
