package org.stroma.app.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.Note;
import org.stroma.statistics.model.Anova;
import org.stroma.statistics.model.AnovaRow;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Shows results: as JSON with numbers as numbers and null where there is none, or as aligned tables for people. */
final class Report {
    private static final int DIGITS = 6;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ObjectWriter LINES = JSON.writer().with(new JsonLines())
            .without(StreamWriteFeature.AUTO_CLOSE_TARGET);

    private final ResourceBundle words;
    private final Locale locale;
    private final StringBuilder text = new StringBuilder();

    Report(Locale locale) {
        this.locale = locale;
        this.words = ResourceBundle.getBundle("org.stroma.app.cli.messages", locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** Prints JSON as it is made, without holding all of it. */
    static void print(Map<String, ?> fields, PrintStream out) {
        BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
        LINES.writeValue(buffered, fields);
        try {
            buffered.write('\n');
            buffered.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A value for JSON: null for what is not finite. */
    static @Nullable Double number(@Nullable Double value) {
        return value == null || !Double.isFinite(value) ? null : value;
    }

    /** A table of variance for JSON. */
    static List<Map<String, @Nullable Object>> json(Anova anova) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (AnovaRow row : anova.rows()) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("source", row.source());
            fields.put("df", row.df());
            fields.put("ss", number(row.sumOfSquares()));
            fields.put("ms", number(row.meanSquare()));
            fields.put("f", number(row.f()));
            fields.put("p", number(row.p()));
            rows.add(fields);
        }
        return rows;
    }

    /** Notes for JSON: code and words. */
    List<Map<String, Object>> json(List<Note> notes) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Note note : notes) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("code", note.code());
            fields.put("message", note.message(locale));
            list.add(fields);
        }
        return list;
    }

    /** What was recognised about the input, for JSON. */
    static Map<String, Object> json(CsvTable table) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", table.file().toString());
        fields.put("encoding", table.encoding());
        fields.put("delimiter", table.delimiterName());
        fields.put("rows", table.rows().size());
        return fields;
    }

    /** A label in the reader's language; an unknown one is shown as it is, for names that come from data. */
    String word(String key) {
        String clean = key.replace(' ', '-');
        return words.containsKey(clean) ? words.getString(clean) : key;
    }

    /** A line of text. */
    Report line(String line) {
        text.append(line).append('\n');
        return this;
    }

    /** A heading after an empty line. */
    Report heading(String key) {
        return line("").line(word(key));
    }

    /** What was recognised about the input. */
    Report input(CsvTable table) {
        return line(word("input") + ": " + table.file() + " (" + table.rows().size() + " " + word("rows") + ", "
                + word(table.delimiterName()) + ", " + table.encoding() + ")");
    }

    /** A table: keys of the columns, then rows; numbers to the right. */
    Report table(List<String> keys, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>();
        all.add(keys.stream().map(this::word).toList());
        all.addAll(rows);
        int[] widths = new int[keys.size()];
        for (List<String> row : all) {
            for (int j = 0; j < widths.length; j++) {
                widths[j] = Math.max(widths[j], width(row.get(j)));
            }
        }
        for (List<String> row : all) {
            StringBuilder out = new StringBuilder("  ");
            for (int j = 0; j < widths.length; j++) {
                String pad = " ".repeat(widths[j] - width(row.get(j)));
                out.append(j == 0 ? row.get(j) + pad : pad + row.get(j)).append("  ");
            }
            line(out.toString().stripTrailing());
        }
        return this;
    }

    /** Columns on a terminal: Chinese characters and full-width signs take two. */
    private static int width(String text) {
        return text.codePoints().map(c -> c >= 0x1100 && (c < 0x2000 || c >= 0x2E80) && c < 0x20000 ? 2 : 1).sum();
    }

    /** A table of variance. */
    Report anova(Anova anova) {
        List<List<String>> rows = anova.rows().stream().map(row -> List.of(word(row.source()), String.valueOf(row.df()),
                show(row.sumOfSquares()), show(row.meanSquare()), show(row.f()), show(row.p()))).toList();
        return table(List.of("source", "df", "ss", "ms", "F", "p"), rows);
    }

    /** Notes under a heading, none without notes. */
    Report notes(String key, List<Note> notes) {
        if (notes.isEmpty()) {
            return this;
        }
        heading(key);
        notes.forEach(note -> line("  - " + note.message(locale)));
        return this;
    }

    /** Six significant digits; a dash for what is not there. */
    static String show(@Nullable Double value) {
        if (value == null || Double.isNaN(value)) {
            return "–";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "-∞";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS));
        int magnitude = rounded.precision() - rounded.scale();
        return magnitude > -4 && magnitude < 10
                ? rounded.stripTrailingZeros().toPlainString()
                : String.format(Locale.ROOT, "%.5e", value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
