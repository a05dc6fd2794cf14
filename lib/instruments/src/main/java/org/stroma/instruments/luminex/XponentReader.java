package org.stroma.instruments.luminex;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.luminex.BeadRun.Calibration;
import org.stroma.instruments.table.Delimited;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.value.DateTimes;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;

/** Divides an export into heading, calibrations and tables, and puts the tables together by well. */
final class XponentReader {

    private static final Pattern CALIBRATIONS = Pattern
            .compile("Most Recent Calibration and (Control|Verification) Results:?");
    private static final Pattern CALIBRATION = Pattern.compile("Last .*(Calibration|Verification)");
    private static final Pattern VOLUME = Pattern.compile("([0-9]+(?:[.,][0-9]+)?)(?:\\s.*|[uµμ]?[lL])?");
    private static final String TITLE = "DataType:";
    private static final String CHECKSUM = "-- CRC --";

    private final Problems problems;
    private final List<Row> rows;
    private final DecimalSign sign;
    private int at;

    XponentReader(Content content, Problems problems) {
        this.problems = problems;
        Delimited file = Delimited.of(content, problems);
        rows = file.rows();
        sign = file.decimals();
    }

    BeadRun read() {
        Fields heading = heading();
        List<Calibration> calibrations = calibrations();
        BigDecimal minimum = minimum();
        Map<String, XponentTable> tables = tables();
        String time = heading.requireTime("BatchStartTime");
        BeadRun.Settings settings = settings(heading, minimum);
        XponentWells wells = new XponentWells(tables, time, heading, sign, problems);
        return new BeadRun(settings, calibrations, wells.read());
    }

    private static boolean is(Row row, String name) {
        return row.cell(0).equals(name);
    }

    private Fields heading() {
        Fields heading = new Fields(problems.place(), sign, problems);
        for (; at < rows.size(); at++) {
            Row row = rows.get(at);
            if (CALIBRATIONS.matcher(row.cell(0)).matches() || is(row, "CALInfo:") || is(row, "Samples")
                    || is(row, "Results"))
                break;
            if (row.isBlank())
                continue;
            if (CALIBRATION.matcher(row.cell(0)).matches())
                problems.addOnce(FileProblem.MISSING_VALUE, "Most Recent Calibration");
            heading.add(row.cell(0), row.cell(1), row.line(), 2);
            if (is(row, "Program"))
                heading.add("model", row.cell(3), row.line(), 4);
            else if (is(row, "ProtocolPlate"))
                heading.add("wells", row.cell(4), row.line(), 5);
            else if (!is(row, "Date") && row.width() > 2)
                problems.add(problems.place(row.line()), FileProblem.SECTION_LEFT_OUT,
                        row.cell(0) + ": " + String.join(", ", row.cells().subList(2, row.width())));
        }
        return heading;
    }

    private List<Calibration> calibrations() {
        List<Calibration> found = new ArrayList<>();
        if (at >= rows.size() || !CALIBRATIONS.matcher(rows.get(at).cell(0)).matches())
            return found;
        at++;
        while (at < rows.size() && rows.get(at).isBlank())
            at++;
        for (; at < rows.size() && !rows.get(at).isBlank() && !is(rows.get(at), "CALInfo:"); at++)
            found.add(calibration(rows.get(at)));
        return found;
    }

    /** Words, if any, and then the time. */
    private Calibration calibration(Row row) {
        String printed = row.cell(1);
        String name = row.cell(0).replace("Last", "").strip();
        Place place = new Place(problems.place().file(), row.line(), 2, name);
        for (int start = 0; start >= 0 && start < printed.length();) {
            String time = printed.substring(start).strip();
            if (DateTimes.parse(time).isPresent())
                return new Calibration(name, Fields.time(time, place, problems),
                        start == 0 ? null : printed.substring(0, start).strip());
            int space = printed.indexOf(' ', start);
            start = space < 0 ? -1 : space + 1;
        }
        throw problems.refuse(place, FileProblem.NOT_A_DATE, printed);
    }

    /** How many beads each region needs; the manual's 100 where the file leaves it open. */
    private @Nullable BigDecimal minimum() {
        for (; at < rows.size() && !is(rows.get(at), "Samples"); at++)
            if (is(rows.get(at), "Results"))
                break;
            else if (is(rows.get(at), "CALInfo:"))
                problems.add(problems.place(rows.get(at).line()), FileProblem.SECTION_LEFT_OUT, "CALInfo");
        if (at >= rows.size() || !is(rows.get(at), "Samples") || rows.get(at).cells().size() < 4)
            throw problems.refuse(at < rows.size() ? problems.place(rows.get(at).line()) : problems.place(),
                    FileProblem.MISSING_FIELD, "Samples, Min Events");
        Row row = rows.get(at++);
        String printed = row.cell(3);
        Place place = new Place(problems.place().file(), row.line(), 4, "Min Events");
        if (printed.isEmpty()) {
            problems.add(place, FileProblem.MISSING_VALUE, "Min Events");
            return BigDecimal.valueOf(100);
        }
        BigDecimal minimum = Numbers.parse(printed, sign);
        if (minimum == null)
            problems.add(place, FileProblem.NOT_A_NUMBER, printed);
        return minimum;
    }

    private Map<String, XponentTable> tables() {
        while (at < rows.size() && !is(rows.get(at), "Results"))
            at++;
        if (at++ >= rows.size())
            throw problems.refuse(FileProblem.MISSING_SECTION, "Results");
        Map<String, XponentTable> tables = new LinkedHashMap<>();
        for (; at < rows.size(); at++) {
            Row row = rows.get(at);
            if (row.cell(0).startsWith(CHECKSUM)) {
                checksum();
                return tables;
            }
            if (row.isBlank())
                continue;
            if (!is(row, TITLE))
                throw problems.refuse(problems.place(row.line()), FileProblem.UNEXPECTED_LINE, row.cell(0));
            table(row, tables);
        }
        problems.add(FileProblem.MISSING_VALUE, "CRC32");
        return tables;
    }

    private void table(Row title, Map<String, XponentTable> tables) {
        while (at + 1 < rows.size() && rows.get(at + 1).isBlank())
            at++;
        int from = at + 1;
        while (at + 1 < rows.size() && !rows.get(at + 1).isBlank() && !is(rows.get(at + 1), TITLE)
                && !rows.get(at + 1).cell(0).startsWith(CHECKSUM))
            at++;
        List<Row> block = rows.subList(from, at + 1);
        XponentTable table = XponentTable.of(title.cell(1), block, problems, title.line());
        if (tables.put(title.cell(1), table) != null)
            throw problems.refuse(problems.place(title.line()), FileProblem.CONTRADICTION, title.cell(1));
    }

    private void checksum() {
        int line = rows.get(at).line();
        boolean told = rows.get(at).width() > 1 || rows.stream().skip(at + 1L).anyMatch(row -> !row.isBlank());
        if (!told)
            throw problems.refuse(problems.place(line), FileProblem.MISSING_FIELD, "CRC32");
    }

    private BeadRun.Settings settings(Fields heading, @Nullable BigDecimal minimum) {
        BeadRun.Others others = BeadHeading.others(heading);
        heading.skip("Program", "ProtocolPlate", "Date");
        return new BeadRun.Settings(software(heading), heading.text("Build"), heading.text("model"), heading.text("SN"),
                heading.requireText("ComputerName"), heading.text("Operator"), heading.text("ProtocolName"),
                heading.text("ProtocolVersion"), heading.text("Batch"), heading.requireNumber("wells"),
                volume(heading, problems, sign), heading.text("ProtocolReporterGain", "ProtocolOperatingMode"), minimum,
                others);
    }

    private static String software(Fields heading) {
        return heading.textOr("", "Program").equalsIgnoreCase("INTELLIFLEX") ? "INTELLIFLEX" : "xPONENT";
    }

    /** Microlitres, null when not told. */
    static @Nullable BigDecimal volume(Fields heading, Problems problems, DecimalSign sign) {
        String printed = heading.text("SampleVolume", "MaxSampleUptakeVolume");
        if (printed == null)
            return null;
        Matcher volume = VOLUME.matcher(printed);
        String field = Stream.of("SampleVolume", "MaxSampleUptakeVolume").filter(heading::has).findFirst().orElse("");
        BigDecimal number = volume.matches() ? Numbers.parse(volume.group(1), sign) : null;
        if (number == null)
            throw problems.refuse(heading.place(field), FileProblem.NOT_A_NUMBER, printed);
        return number;
    }

}
