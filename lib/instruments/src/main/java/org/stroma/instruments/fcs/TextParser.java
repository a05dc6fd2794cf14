package org.stroma.instruments.fcs;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Refusal;
import org.stroma.instruments.Source;
import org.stroma.instruments.Text;

/**
 * Reads a TEXT, supplemental TEXT or ANALYSIS segment. Its first character delimits keywords and values; a delimiter inside
 * either is doubled, and neither may be empty (FCS 3.1, 3.2.1). Files with empty values exist, and there two delimiters in a
 * row would glue keywords together: when taking every delimiter as a separator gives more standard keywords, or as many and
 * spares a keyword with a delimiter in it, that reading is used and told.
 */
final class TextParser {

    /** More keywords than any instrument writes. */
    private static final int MOST = 100_000;

    private final String text;
    private final char delimiter;
    private final Problems problems;

    private TextParser(String text, Problems problems) {
        this.text = text;
        this.problems = problems;
        delimiter = text.charAt(0);
    }

    static Keywords parse(MemorySegment segment, Problems problems) {
        String text = decode(segment, problems);
        return new TextParser(text, problems).keywords();
    }

    /** UTF-8 where it is valid (FCS 3.1), else what the bytes look like; older versions promise ASCII only. */
    private static String decode(MemorySegment segment, Problems problems) {
        ByteBuffer bytes = segment.asByteBuffer();
        try {
            Text text = new Content(Source.of(bytes.duplicate(), "")).text();
            if (!text.encodingName().equals("US-ASCII"))
                problems.note(text);
            return text.string();
        } catch (Refusal padded) {
            problems.addOnce(FileProblem.ENCODING, StandardCharsets.ISO_8859_1.name());
            return StandardCharsets.ISO_8859_1.decode(bytes).toString();
        }
    }

    private Keywords keywords() {
        Reading strict = new Reading();
        readDoubled(strict);
        Reading chosen = strict;
        if (hasDoubled()) {
            Reading plain = new Reading();
            readPlain(plain);
            boolean merged = strict.hasKeywordWith(delimiter) && plain.standard == strict.standard;
            if (plain.standard > strict.standard || merged) {
                problems.add(FcsProblem.EMPTY_VALUES);
                chosen = plain;
            }
        }
        chosen.finish(problems);
        return Keywords.of(chosen.pairs);
    }

    private boolean hasDoubled() {
        for (int i = 1; i + 1 < text.length(); i++)
            if (text.charAt(i) == delimiter && text.charAt(i + 1) == delimiter)
                return true;
        return false;
    }

    private void readDoubled(Reading reading) {
        StringBuilder token = new StringBuilder();
        int i = 1;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != delimiter) {
                token.append(c);
            } else if (i < text.length() && text.charAt(i) == delimiter) {
                token.append(c);
                i++;
            } else {
                reading.token(token.toString());
                token.setLength(0);
            }
        }
        reading.rest(token.toString());
    }

    private void readPlain(Reading reading) {
        int start = 1;
        int end = text.indexOf(delimiter, start);
        while (end >= 0) {
            reading.token(text.substring(start, end));
            start = end + 1;
            end = text.indexOf(delimiter, start);
        }
        reading.rest(text.substring(start));
    }

    /** Pairs in the making. */
    private static final class Reading {

        private final Map<String, String> pairs = new LinkedHashMap<>();
        private final Map<String, String> repeated = new LinkedHashMap<>();
        private String keyword = "";
        private boolean open;
        private boolean tooMany;
        private int standard;

        void token(String token) {
            if (!open) {
                keyword = token.strip().toUpperCase(Locale.ROOT);
                open = true;
                return;
            }
            open = false;
            if (pairs.size() >= MOST) {
                tooMany = true;
                return;
            }
            standard += keyword.startsWith("$") ? 1 : 0;
            String kept = pairs.putIfAbsent(keyword, token);
            if (kept != null && !kept.strip().equals(token.strip()))
                repeated.putIfAbsent(keyword, token);
        }

        /** What follows the last delimiter: padding, or a value whose delimiter is missing. */
        void rest(String rest) {
            if (open || !rest.isBlank() && rest.indexOf('\0') < 0)
                token(rest);
        }

        boolean hasKeywordWith(char c) {
            return open && keyword.indexOf(c) >= 0 || pairs.keySet().stream().anyMatch(name -> name.indexOf(c) >= 0);
        }

        void finish(Problems problems) {
            if (tooMany)
                throw problems.refuse(FileProblem.UNSUPPORTED, "keywords > " + MOST);
            if (open && !keyword.isEmpty())
                problems.add(FcsProblem.KEYWORD_WITHOUT_VALUE, Keywords.excerpt(keyword));
            repeated.forEach((name, value) -> problems.add(FcsProblem.KEYWORD_REPEATED, Keywords.excerpt(name),
                    Keywords.excerpt(pairs.getOrDefault(name, "")), Keywords.excerpt(value)));
        }
    }

}
