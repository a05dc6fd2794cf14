package org.stroma.instruments;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.Workbook;
import org.stroma.instruments.value.DateOrder;

/**
 * What the dates of a file say of their order: one with a number above 12 tells whether the day or the month comes first. A file is
 * looked through only when a date of it can be read in two ways.
 *
 * @param order day or month first
 * @param date the first date that tells it, as printed
 */
record DateEvidence(DateOrder order, String date) {

    private static final Pattern DATE = Pattern
            .compile("(?<![\\d./-])(\\d{1,2})([./-])(\\d{1,2})\\2\\d{4}(?![\\d./-])");

    /** What all dates of a content say; empty when none tells the order, or when they contradict each other. */
    static Optional<DateEvidence> of(Content content) {
        Map<DateOrder, DateEvidence> found = new EnumMap<>(DateOrder.class);
        texts(content).forEach(text -> {
            Matcher date = DATE.matcher(text);
            while (date.find())
                told(Integer.parseInt(date.group(1)), Integer.parseInt(date.group(3)), date.group())
                        .ifPresent(told -> found.putIfAbsent(told.order, told));
        });
        return found.size() == 1 ? found.values().stream().findFirst() : Optional.empty();
    }

    private static Optional<DateEvidence> told(int first, int second, String date) {
        if (first > 12 && first <= 31 && second >= 1 && second <= 12)
            return Optional.of(new DateEvidence(DateOrder.DAY_FIRST, date));
        if (second > 12 && second <= 31 && first >= 1 && first <= 12)
            return Optional.of(new DateEvidence(DateOrder.MONTH_FIRST, date));
        return Optional.empty();
    }

    private static Stream<String> texts(Content content) {
        return switch (content.kind()) {
            case TEXT, MARKUP -> content.text().lines().stream();
            case ZIP, OLE2 -> Workbook.find(content).stream().flatMap(book -> book.sheets().stream())
                    .flatMap(sheet -> sheet.rows().stream()).map(Row::cells).flatMap(List::stream);
            case BINARY -> Stream.empty();
        };
    }

}
