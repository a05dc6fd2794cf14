package org.stroma.instruments;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.asm.Wells;
import org.stroma.instruments.table.Workbook;

/**
 * Own exports made large by repeating their rows, plates or samples. Names of samples and plates differ from copy to copy and so
 * do the decimals of all numbers, since what only repeats itself would be packed into nothing.
 */
final class Grown {

    /** Decimals of a number that stands alone in its cell. */
    private static final Pattern DECIMALS = Pattern.compile("([\t,;\" ]-?\\d{1,9}\\.)(\\d{1,6})(?=[\t,;\"% \r\n]|$)");
    private static final Pattern NAMES = Pattern.compile("WJ[-_]?\\d{1,6}|(?<=,)P-\\d+|\"P-\\d+");

    private final Random random = new Random(20260321);
    private final int size;

    private Grown(int size) {
        this.size = size;
    }

    /** The names of the exports that can be grown. */
    static List<String> names() {
        return List.of("absolute-q.csv", "bioprofile-flex2.csv", "cedex-bio.txt", "cedex-hires.csv", "cfx-maestro.csv",
                "envision.csv", "flowjo.wsp", "luminex-intelliflex.csv", "luminex-xponent.csv", "msd-workbench.csv",
                "msd-workbench.txt", "nc-view.csv", "qiacuity.csv", "qubit-4.csv", "revvity-matrix.csv",
                "softmax-pro.txt", "softmax-pro groups", "softmax-pro by time", "vi-cell-blu.csv", "facsdiva.xml",
                "gen5 kinetic", "mars.csv", "pharmspec.html", "quantstudio.txt", "apex.xlsx", "design-analysis.xlsx",
                "magellan.xlsx", "skanit.xlsx", "unicorn.zip", "vi-cell-xr.xlsx", "vi-cell-xr.xls", "pharmspec.xlsx",
                "immunospot.txt", "cedex-bio one sample");
    }

    /** A file of at least so many bytes. */
    static Source of(String name, int size) {
        boolean archive = name.endsWith(".xlsx") || name.endsWith(".zip");
        byte[] bytes = archive
                ? GrownArchives.of(name, size)
                : name.equals("vi-cell-xr.xls")
                        ? binary(size)
                        : new Grown(size).text(name).getBytes(StandardCharsets.UTF_8);
        return Source.of(ByteBuffer.wrap(bytes), name);
    }

    private String text(String name) {
        return switch (name) {
            case "softmax-pro.txt" -> softMax(this::inShape, plate -> "");
            case "softmax-pro groups" -> softMax(this::inShape, this::group);
            case "softmax-pro by time" -> softMax(this::byTime, plate -> "");
            case "flowjo.wsp" -> repeated(export(name), "<Sample>", "</SampleList>");
            case "envision.csv" -> repeated(export(name), "Plate information", "\nBasic assay");
            case "msd-workbench.csv" -> repeated(export(name), "Plate_WJ", null);
            case "msd-workbench.txt" -> repeated(export(name), "FileName :", null);
            case "cfx-maestro.csv" -> repeated(export(name), ",A01,HEX", ",A02,FAM");
            case "luminex-xponent.csv" -> xponent(export(name));
            case "luminex-intelliflex.csv" -> repeated(export(name), "INTELLIFLEX,IF-7", "--DOCUMENT");
            case "absolute-q.csv" -> repeated(export(name), "copies,3/13/2026,Absolute Q 1,P-1,Group 1,", null);
            case "facsdiva.xml" -> repeated(export(name), "<tube name=\"CD73\"", "<tube name=\"CD90\"");
            case "immunospot.txt" -> spots(export(name));
            case "cedex-bio one sample" -> minutes(export("cedex-bio.txt"));
            case "gen5 kinetic" -> kinetic();
            case "mars.csv" -> mars(export(name));
            case "pharmspec.html" -> runs(export(name));
            case "quantstudio.txt" -> repeated(export(name), "1\t2\tCD73", "\n[Multicomponent");
            default -> rows(export(name));
        };
    }

    private static String export(String name) {
        String text = Text.decode(Fixtures.get(name), Limits.STANDARD).string().replace("\r\n", "\n");
        return text.endsWith("\n") ? text : text + "\n";
    }

    /** The last row over and over. */
    private String rows(String text) {
        String last = text.lines().filter(line -> !line.isBlank()).toList().getLast() + "\n";
        StringBuilder grown = new StringBuilder(text.stripTrailing()).append('\n');
        for (int i = 0; grown.length() < size; i++)
            grown.append(varied(last, i));
        return grown.toString();
    }

    private String repeated(String text, String from, @Nullable String to) {
        int start = text.indexOf(from);
        int end = to == null ? text.length() : text.indexOf(to);
        String part = text.substring(start, end);
        StringBuilder grown = new StringBuilder(text.substring(0, start));
        for (int i = 0; grown.length() < size; i++)
            grown.append(varied(part, i));
        return grown.append(text.substring(end)).toString();
    }

    /** Other names and other decimals. */
    private String varied(String part, int copy) {
        String named = NAMES.matcher(part).replaceAll(found -> name(found, copy));
        return DECIMALS.matcher(named).replaceAll(this::digits);
    }

    private static String name(MatchResult found, int copy) {
        return found.group().replaceFirst("\\d+", Integer.toString(1_000 + copy));
    }

    private String digits(MatchResult found) {
        StringBuilder digits = new StringBuilder(found.group(1));
        for (int i = 0; i < found.group(2).length(); i++)
            digits.append((char) ('0' + random.nextInt(10)));
        return digits.toString();
    }

    private String number(int decimals) {
        StringBuilder number = new StringBuilder().append(random.nextInt(4)).append('.');
        for (int i = 0; i < decimals; i++)
            number.append(random.nextInt(10));
        return number.toString();
    }

    /** Each well in four sections: medians, net medians, counts, dilutions. */
    private String xponent(String text) {
        int wells = size / 170;
        String grown = text.replace("\"Samples\",\"2\"", "\"Samples\",\"" + wells + "\"");
        for (String section : List.of("Median", "Net MFI", "Count", "Dilution Factor")) {
            String title = "\"DataType:\",\"" + section + "\"\n";
            int rows = grown.indexOf('\n', grown.indexOf(title) + title.length()) + 1;
            int end = grown.indexOf("\n\n", rows) + 1;
            StringBuilder all = new StringBuilder();
            for (int i = 1; i <= wells; i++) {
                String well = "\"" + i + "(1,A" + i + ")\",\"WJ-" + i + "\",";
                all.append(well).append(switch (section) {
                    case "Count" -> "\"55\",\"61\",\"881\"\n";
                    case "Dilution Factor" -> "\"4\"\n";
                    default -> "\"" + number(2) + "\",\"" + number(1) + "\",\"881\"\n";
                });
            }
            grown = grown.substring(0, rows) + all + grown.substring(end);
        }
        return grown.replace("\"1,B1\",\"Warning\",\"too few beads\"\n", "");
    }

    /** One test of one sample, repeated every minute. */
    private String minutes(String text) {
        String line = text.lines().filter(each -> each.contains("GLC3B")).findFirst().orElseThrow() + "\n";
        StringBuilder grown = new StringBuilder(text.substring(0, text.indexOf('\n') + 1));
        LocalDateTime start = LocalDateTime.of(2026, 3, 1, 12, 0);
        for (int i = 0; grown.length() < size; i++)
            grown.append(line.replace("2026-03-01 12:00:00", start.plusMinutes(i).toString().replace('T', ' ') + ":00")
                    .replace("5.45", number(2)));
        return grown.toString();
    }

    /** One table for each feature of 96 wells. */
    private String spots(String text) {
        StringBuilder grown = new StringBuilder(text.substring(0, text.indexOf("      1     2")));
        for (int table = 0; grown.length() < size; table++) {
            grown.append(table == 0 ? "" : "\n\t\t\tFeature " + table + "\n");
            for (int column = 1; column <= 12; column++)
                grown.append("   ").append(column);
            grown.append("\n\n");
            for (char row = 'A'; row <= 'H'; row++) {
                grown.append(row);
                for (int column = 0; column < 12; column++)
                    grown.append("  ").append(number(3));
                grown.append('\n');
            }
        }
        return grown.toString();
    }

    /** The rows of the workbook of the newer kind, the last over and over. */
    private static byte[] binary(int size) {
        List<List<String>> rows = new ArrayList<>();
        Workbook.find(new Content(Fixtures.get("vi-cell-xr.xlsx"))).orElseThrow().first().rows()
                .forEach(row -> rows.add(row.cells()));
        List<String> last = rows.removeLast();
        for (int i = 0; i < size / 190; i++) {
            List<String> row = new ArrayList<>(last);
            row.set(0, "WJ-" + i);
            row.set(1, i + ".smp");
            rows.add(row);
        }
        return BinaryBook.of(rows);
    }

    /** One line of values for each time, all wells side by side. */
    private String kinetic() {
        StringBuilder grown = new StringBuilder("Software Version\t3.12.08\n\nPlate Number\tPlate 7\nDate\t3/1/2026\n"
                + "Time\t9:00:04 AM\nReader Type:\tSynergy H1\nReader Serial Number:\t0001\nReading Type\tReader\n\n"
                + "Procedure Details\n\nPlate Type\t96 WELL PLATE\nStart Kinetic\tRuntime 24:00:00 (HH:MM:SS), Interval 0:00:30, 2881 Reads\n"
                + "\tRead\tod600\n\t\tAbsorbance Endpoint\n\t\tFull Plate\n\t\tWavelengths:  600\nEnd Kinetic\n\nod600:600\n\n"
                + "Time\tT° od600:600");
        for (int well = 0; well < 96; well++)
            grown.append('\t').append((char) ('A' + well / 12)).append(1 + well % 12);
        grown.append('\n');
        for (int i = 0; grown.length() < size; i++) {
            grown.append(i * 30 / 3600).append(":%02d:%02d".formatted(i * 30 / 60 % 60, i * 30 % 60)).append("\t37.0");
            for (int well = 0; well < 96; well++)
                grown.append('\t').append(number(3));
            grown.append('\n');
        }
        return grown.append('\n').toString();
    }

    /** More rows of wells. */
    private String mars(String text) {
        StringBuilder grown = new StringBuilder(text.substring(0, text.indexOf("A,0.073")));
        for (int i = 0; grown.length() < size; i++)
            grown.append(Wells.letters(i)).append(',').append(number(3)).append(',').append(number(3)).append(',')
                    .append(number(3)).append('\n');
        return grown.toString();
    }

    private String runs(String text) {
        int start = text.indexOf("<tr><td rowspan=2>Run 1");
        int end = text.indexOf("<tr><td rowspan=2>Average");
        StringBuilder grown = new StringBuilder(text.substring(0, start));
        for (int i = 1; grown.length() < size; i++)
            grown.append(text.substring(start, end).replace("Run 1", "Run " + i).replace("12.00", number(2)));
        return grown.append(text.substring(end)).toString();
    }

    private String softMax(IntFunction<String> plate, IntFunction<String> group) {
        StringBuilder blocks = new StringBuilder();
        int count = 0;
        for (int i = 1; blocks.length() < size; i++) {
            String more = group.apply(i);
            blocks.append(plate.apply(i)).append("~End\n").append(more);
            count += more.isEmpty() ? 1 : 2;
        }
        return "##BLOCKS= " + count + "\n" + blocks
                + "Original Filename: own; Date Last Saved: 3/1/2026 3:29:50 PM\n";
    }

    private String inShape(int plate) {
        StringBuilder block = new StringBuilder("Plate:\tP" + plate
                + "\t1.3\tPlateFormat\tEndpoint\tAbsorbance\tRaw\tFALSE\t1\t\t\t\t\t\t1\t450 \t1\t12\t96\t1\t8\n"
                + "\tTemperature(°C)\t1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\n");
        for (int table = 0; table < 2; table++) {
            block.append(table == 0 ? "" : "\n\t\t1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\n");
            for (int row = 0; row < 8; row++) {
                block.append(row == 0 && table == 0 ? "\t25.0" : "\t");
                for (int column = 0; column < 12; column++)
                    block.append('\t').append(number(3));
                block.append('\n');
            }
        }
        return block.toString();
    }

    private String byTime(int plate) {
        StringBuilder names = new StringBuilder("\tTemperature(°C)");
        StringBuilder values = new StringBuilder("\t25.0");
        for (int row = 0; row < 8; row++)
            for (int column = 1; column <= 12; column++) {
                names.append('\t').append((char) ('A' + row)).append(column);
                values.append('\t').append(number(4));
            }
        return "Plate:\tP" + plate
                + "\t1.3\tTimeFormat\tEndpoint\tAbsorbance\tRaw\tFALSE\t1\t\t\t\t\t\t1\t450 \t1\t12\t96\t1\t8\n"
                + names + "\n" + values + "\n";
    }

    private String group(int plate) {
        StringBuilder block = new StringBuilder("Group: G" + plate + "\nSample\tWells\tOD\tResult\tWellPlateName\t\n");
        for (int row = 0; row < 8; row++)
            for (int column = 1; column <= 12; column++)
                block.append("S").append(row * 12 + column).append('\t').append((char) ('A' + row)).append(column)
                        .append('\t').append(number(3)).append('\t').append(number(2)).append("\tP").append(plate)
                        .append("\t\n");
        return block + "\nGroup Column\tFormula Name\tFormula\tPrecision\tNotation\n1\tSample\n"
                + "2\tOD\t!WellValues\t3 DP\tNumeric\n3\tResult\tInterp(OD)\t3 DP\tNumeric\n~End\n";
    }

}
