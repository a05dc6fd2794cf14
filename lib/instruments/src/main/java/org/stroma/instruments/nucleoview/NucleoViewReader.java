package org.stroma.instruments.nucleoview;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.value.DecimalSign;

/** Reads the lines of one export into counts, one per value column. */
final class NucleoViewReader {

    private static final Pattern LINE = Pattern.compile("(?<name>.*?)(?::\\t|[;,]+\\s*)(?<rest>.*)");
    private static final Pattern TABBED = Pattern.compile("(?<name>.*?):\\t(?<rest>.*)");
    private static final Pattern SIGNATURE = Pattern.compile("//\\[([0-9A-Fa-f]+)]");
    /** Every group of the document repeats what was calculated for all counts, as the published documents do. */
    private static final int MOST = 1_000;
    private static final Pattern OFFSET = Pattern.compile("[+-]?\\d{1,2}(:?\\d{2})?");

    private final Content content;
    private final Problems problems;
    private final Map<Integer, Fields> columns = new TreeMap<>();
    private final Map<String, String> raw = new LinkedHashMap<>();
    private String title = "";
    private String signature = "";
    private String lastName = "";

    NucleoViewReader(Content content, Problems problems) {
        this.content = content;
        this.problems = problems;
    }

    static boolean isViability(String line) {
        return line.startsWith("Viability (%)") && LINE.matcher(line).matches();
    }

    NucleoViewDocument read() {
        problems.note(content.text());
        List<String> lines = content.text().lines();
        boolean tabbed = lines.stream().anyMatch(line -> isViability(line) && TABBED.matcher(line).matches());
        DecimalSign sign = DecimalSign.recognise(lines.stream().map(line -> cells(line, tabbed)).flatMap(List::stream));
        if (sign == DecimalSign.COMMA)
            problems.addOnce(FileProblem.DECIMAL_SIGN, ",");
        int first = 0;
        while (first < lines.size() - 1 && lines.get(first).isBlank())
            first++;
        title = lines.isEmpty() ? "" : lines.get(first).replaceFirst("[;,\\s]+$", "");
        int from = isViability(title) ? first : first + 1;
        for (int i = from; i < lines.size(); i++)
            i = line(lines, i, tabbed, sign);
        List<NucleoViewCount> counts = new ArrayList<>();
        columns.values().stream().filter(fields -> fields.has("Viability (%)"))
                .forEach(fields -> counts.add(count(fields)));
        columns.values().stream().filter(fields -> !fields.has("Viability (%)"))
                .forEach(fields -> fields.names().forEach(name -> problems.add(fields.place(name),
                        FileProblem.SECTION_LEFT_OUT, name + ": " + fields.peek(name))));
        if (counts.isEmpty())
            throw problems.refuse(FileProblem.MISSING_FIELD, "Viability (%)");
        return new NucleoViewDocument(content, title, signature, counts, raw, unsigned(counts));
    }

    /**
     * The name in the last line of a file without signature. Published documents take that line for the signature and leave
     * it out of the custom information, and so do we; empty when there is nothing to leave out.
     */
    private String unsigned(List<NucleoViewCount> counts) {
        if (!signature.isEmpty() || counts.stream().noneMatch(count -> count.others().containsKey(lastName)))
            return "";
        problems.addOnce(FileProblem.SECTION_LEFT_OUT, lastName);
        return lastName;
    }

    private static List<String> cells(String line, boolean tabbed) {
        Matcher m = (tabbed ? TABBED : LINE).matcher(line);
        return m.matches() ? List.of(m.group("rest").replaceAll("[;,\\s]+$", "")) : List.of();
    }

    /** Reads one line, with the next one when a value goes on there; answers the index of the last line it used. */
    private int line(List<String> lines, int index, boolean tabbed, DecimalSign sign) {
        String line = lines.get(index);
        Matcher signed = SIGNATURE.matcher(line);
        if (signed.find()) {
            signature = signed.group(1);
            return index;
        }
        if (line.replaceAll("[;,\\s]", "").isEmpty())
            return index;
        Matcher m = (tabbed ? TABBED : LINE).matcher(line);
        if (!m.matches())
            throw problems.refuse(problems.place(index + 1), FileProblem.UNEXPECTED_LINE, line);
        int last = index;
        String rest = m.group("rest");
        if (rest.contains("(") && !rest.contains(")") && index + 1 < lines.size()
                && lines.get(index + 1).contains(")")) {
            rest = rest + " " + lines.get(index + 1);
            last = index + 1;
        }
        values(m.group("name").strip(), rest, index + 1, tabbed, sign);
        return last;
    }

    private void values(String name, String rest, int line, boolean tabbed, DecimalSign sign) {
        String[] values = rest.split(tabbed ? "\t" : sign == DecimalSign.COMMA ? ";+" : "[;,]+");
        String canonical = name.replace("[um]", "(um)");
        if (rest.replaceAll("[;,\\s]", "").isEmpty())
            problems.add(problems.place(line).withField(canonical), FileProblem.NO_VALUE, canonical);
        if (values.length > MOST)
            throw problems.refuse(problems.place(line).withField(canonical), FileProblem.TOO_MANY_COUNTS, MOST + "");
        for (int i = 0; i < values.length; i++) {
            String value = values[i].strip();
            if (value.isEmpty())
                continue;
            columns.computeIfAbsent(i, c -> new Fields(problems.place(), sign, problems)).add(canonical, value, line,
                    i + 2);
            lastName = canonical;
            raw.merge(name, value, (a, b) -> a + "; " + b);
        }
    }

    private NucleoViewCount count(Fields fields) {
        String image = fields.text("Image");
        String sample = fields.text("Sample ID");
        if (sample == null)
            sample = sampleOf(image, fields);
        if (fields.text("Operator") == null)
            problems.addOnce(FileProblem.NO_VALUE, "Operator");
        if (fields.text("Instrument type") == null)
            problems.addOnce(FileProblem.NO_VALUE, "Instrument type");
        LocalDateTime local = local(fields);
        ZoneOffset offset = offset(fields);
        OffsetDateTime time = local == null ? null : local.atOffset(offset == null ? ZoneOffset.UTC : offset);
        return new NucleoViewCount(sample, time, offset != null, image, fields);
    }

    /** The image is named {@code date-number-letter-sample}; the sample may itself have hyphens. */
    private String sampleOf(@Nullable String image, Fields fields) {
        String[] parts = image == null ? new String[0] : image.split("-", 4);
        if (parts.length < 4)
            throw problems.refuse(fields.place("Image"), FileProblem.MISSING_FIELD, "Sample ID");
        return parts[3];
    }

    private @Nullable LocalDateTime local(Fields fields) {
        String text = fields.text("Date time");
        if (text == null) {
            problems.addOnce(FileProblem.TIME_NOT_DECLARED, "1970-01-01T00:00:00+00:00");
            return null;
        }
        return problems.dates().read(text, fields.place("Date time"), problems).local();
    }

    private @Nullable ZoneOffset offset(Fields fields) {
        String text = fields.text("Time zone offset");
        if (text == null) {
            problems.addOnce(FileProblem.TIME_ZONE_NOT_DECLARED, "+00:00");
            return null;
        }
        try {
            if (OFFSET.matcher(text).matches())
                return zone(text);
        } catch (DateTimeException e) {
            // An offset beyond 18 hours is none.
        }
        throw problems.refuse(fields.place("Time zone offset"), FileProblem.NOT_A_DATE, text);
    }

    private static ZoneOffset zone(String text) {
        int signum = text.charAt(0) == '-' ? -1 : 1;
        String digits = text.replaceAll("[-+:]", "");
        int hours = Integer.parseInt(digits.length() <= 2 ? digits : digits.substring(0, digits.length() - 2));
        int minutes = digits.length() <= 2 ? 0 : Integer.parseInt(digits.substring(digits.length() - 2));
        return ZoneOffset.ofHoursMinutes(signum * hours, signum * minutes);
    }

}
