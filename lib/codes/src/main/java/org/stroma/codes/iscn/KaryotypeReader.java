package org.stroma.codes.iscn;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.stroma.codes.CompactText;
import org.stroma.codes.Problem;
import org.stroma.codes.Reading;

/** Cuts a karyotype into lines and finds what cannot be read as lines at all. */
final class KaryotypeReader {

    private static final String FULL_WIDTH = "，；：（）［］／＋－−–＜＞．";
    private static final String HALF_WIDTH = ",;:()[]/+---<>.";
    private static final Pattern OTHER_METHOD = Pattern.compile("nucish|ish|arr");
    private static final String MOSAIC = "mos";
    private static final String CHIMERA = "chi";

    private KaryotypeReader() {}

    static Reading<Karyotype> read(String original) {
        CompactText compact = CompactText.without(" \t\r\n\u3000", original);
        return compact.restore(readCompact(halfWidth(compact.text())));
    }

    private static String halfWidth(String text) {
        StringBuilder half = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            int index = FULL_WIDTH.indexOf(text.charAt(i));
            if (index >= 0) {
                half.setCharAt(i, HALF_WIDTH.charAt(index));
            }
        }
        return half.toString();
    }

    private static Reading<Karyotype> readCompact(String text) {
        Matcher otherMethod = OTHER_METHOD.matcher(text);
        if (otherMethod.find()) {
            return Reading.refused(Problem.at(IscnReason.OTHER_METHOD, otherMethod.start(),
                    otherMethod.group().length(), otherMethod.group()));
        }
        int chimera = text.indexOf("//");
        if (chimera >= 0 || text.startsWith(CHIMERA)) {
            return Reading.refused(Problem.at(IscnReason.CHIMERA, Math.max(chimera, 0), chimera >= 0 ? 2 : 3));
        }
        int start = text.startsWith(MOSAIC) ? MOSAIC.length() : 0;
        if (start == text.length()) {
            return Reading.refused(Problem.at(IscnReason.EMPTY, start, 0));
        }
        return lines(text, start);
    }

    private static Reading<Karyotype> lines(String text, int start) {
        List<CellLine> lines = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        int at = start;
        while (at <= text.length()) {
            int slash = text.indexOf('/', at);
            int end = slash < 0 ? text.length() : slash;
            LineReader reader = new LineReader(text.substring(at, end), lines.stream().findFirst());
            Reading<CellLine> line = reader.read().shifted(at);
            line.value().ifPresent(lines::add);
            problems.addAll(line.problems());
            at = end + 1;
        }
        return Reading.of(problems, () -> new Karyotype(lines));
    }
}
