package org.stroma.instruments.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.stroma.instruments.Content;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Source;
import org.stroma.instruments.ZipMaker;

/** A table that was read, text and rows together, takes at most four times its file: for a workbook its unpacked sheets. */
class TableMemoryTests {

    private static final int SIZE = 8_000_000;

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    private static long held(Supplier<Object> made) {
        long before = used();
        Object object = made.get();
        long after = used();
        Reference.reachabilityFence(object);
        return after - before;
    }

    @Test
    void textHoldsAtMostFourTimesItsFile() {
        String line = "WJ-0042,A1,0.123,12,,5.5,Unkn,ok,2026-03-21,7\n";
        byte[] file = line.repeat(SIZE / line.length()).getBytes(StandardCharsets.UTF_8);
        Content content = new Content(Source.of(ByteBuffer.wrap(file), "table.csv"));

        long held = held(() -> Delimited.of(content, new Problems("table.csv")));

        System.out.printf("a table of %.1f MB holds %.1f times its size%n", SIZE / 1e6, held / (double) SIZE);
        assertThat(held).isLessThan(4L * SIZE);
        assertThat(content.text().string()).hasSize(file.length);
    }

    @Test
    void aWorkbookHoldsAtMostFourTimesItsSheets() {
        StringBuilder rows = new StringBuilder();
        for (int row = 1; rows.length() < SIZE; row++) {
            rows.append("<row r=\"").append(row).append("\">");
            for (int i = 0; i < 12; i++)
                rows.append("<c r=\"").append((char) ('A' + i)).append(row).append("\" s=\"1\"><v>")
                        .append(0.1 + row * 0.001).append("</v></c>");
            rows.append("</row>");
        }
        byte[] book = ZipMaker.workbook(rows.toString());
        Content content = new Content(Source.of(ByteBuffer.wrap(book), "book.xlsx"));

        long held = held(() -> Workbook.find(content).orElseThrow());

        System.out.printf("a workbook of %.1f MB unpacked holds %.1f times that%n", SIZE / 1e6, held / (double) SIZE);
        assertThat(held).isPositive().isLessThan(4L * SIZE);
        assertThat(book.length).isPositive();
    }

}
