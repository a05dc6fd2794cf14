package org.stroma.instruments.fcs;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;

/** The 58 bytes a data set begins with: version, then begin and end of TEXT, DATA and ANALYSIS in eight ASCII bytes each. */
record Header(FcsVersion version, Segment text, Segment data, Segment analysis) {

    static final int LENGTH = 58;
    private static final int FIRST = 10;
    private static final int WIDTH = 8;

    static boolean isAt(MemorySegment file, long base) {
        return base >= 0 && base <= file.byteSize() - LENGTH && FcsVersion.of(ascii(file, base, 6)).isPresent();
    }

    static Header read(MemorySegment file, long base, Problems problems) {
        if (base > file.byteSize() - LENGTH)
            throw problems.refuse(FileProblem.CORRUPT, "HEADER");
        FcsVersion version = FcsVersion.of(ascii(file, base, 6))
                .orElseThrow(() -> problems.refuse(FileProblem.UNSUPPORTED, ascii(file, base, 6)));
        long[] at = new long[6];
        String[] names = {"TEXT begin", "TEXT end", "DATA begin", "DATA end", "ANALYSIS begin", "ANALYSIS end"};
        for (int i = 0; i < at.length; i++)
            at[i] = offset(ascii(file, base + FIRST + (long) i * WIDTH, WIDTH), names[i], problems);
        return new Header(version, Segment.of(at[0], at[1]), Segment.of(at[2], at[3]), Segment.of(at[4], at[5]));
    }

    /** The last byte of the segments that a writer may declare between HEADER and TEXT by pairs of offsets, 0 when none is inside. */
    static long lastOfOthers(MemorySegment file, long base, Segment text) {
        long last = 0;
        for (long at = LENGTH; at + 2 * WIDTH <= text.begin(); at += 2 * WIDTH) {
            String end = ascii(file, base + at + WIDTH, WIDTH).strip();
            if (!end.matches("\\d{1,8}"))
                return last;
            long offset = Long.parseLong(end);
            last = offset < file.byteSize() - base ? Math.max(last, offset) : last;
        }
        return last;
    }

    private static long offset(String text, String field, Problems problems) {
        String digits = text.strip();
        if (digits.isEmpty())
            return 0;
        if (digits.chars().allMatch(c -> c >= '0' && c <= '9'))
            return Long.parseLong(digits);
        if (!digits.equals("-1"))
            problems.add(Place.file(problems.place().file()).withField(field), FcsProblem.HEADER_FIELD, field, digits);
        return 0;
    }

    private static String ascii(MemorySegment file, long at, int length) {
        byte[] bytes = new byte[length];
        MemorySegment.copy(file, ValueLayout.JAVA_BYTE, at, bytes, 0, length);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

}
