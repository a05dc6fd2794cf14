package org.stroma.instruments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Own workbooks made large by repeating rows of a sheet, and an archive of UNICORN with long curves. */
final class GrownArchives {

    private static final Pattern ROW = Pattern.compile("<row r=\"(\\d+)\">.*?</row>", Pattern.DOTALL);
    private static final Pattern REFERENCE = Pattern.compile(" r=\"([A-Z]*)(\\d+)\"");
    private static final Pattern LAST = Pattern.compile("<c r=\"C(\\d+)\".*(?=</row>)");
    private static final Pattern DECIMALS = Pattern.compile("(>-?\\d{1,9}\\.)(\\d{1,6})(?=<)");

    private final Random random = new Random(20260321);
    private final int size;

    private GrownArchives(int size) {
        this.size = size;
    }

    static Map<String, byte[]> entries(byte[] archive) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
                entries.put(entry.getName(), zip.readAllBytes());
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] archive(Map<String, byte[]> entries) {
        ZipMaker zip = new ZipMaker();
        entries.forEach(zip::add);
        return zip.bytes();
    }

    static byte[] of(String name, int size) {
        byte[] archive = Fixtures.get(name).bytes();
        GrownArchives grown = new GrownArchives(size);
        return switch (name) {
            case "apex.xlsx" -> grown.book(archive, 2, 2, 2, (row, copy) -> row.replace("WJ-0042", "WJ-" + copy / 96)
                    .replace("<t>A1<", "<t>" + well(copy) + "<"));
            case "magellan.xlsx" -> grown.book(archive, 1, 2, 2, (row, copy) -> row.replace("P7", "P" + copy / 96)
                    .replace(">A1<", ">" + well(copy) + "<"));
            case "skanit.xlsx" ->
                grown.book(archive, 1, 8, 16, (row, copy) -> wide(row).replace("Plate 7", "Plate " + copy));
            case "vi-cell-xr.xlsx" -> grown.book(archive, 1, 7, 7, (row, copy) -> row.replace("WJ-0042", "WJ-" + copy));
            case "pharmspec.xlsx" -> grown.book(archive, 1, 11, 13, (row, copy) -> row.replace("Run1", "Run" + copy)
                    .replace(">48<", ">" + (48 + copy * 7919L % 90_001) + "<")
                    .replace(">240<", ">" + (copy * 7919L % 90_001 * 5) + "<"));
            case "design-analysis.xlsx" -> grown.book(archive, 2, 18, 19, (row, copy) -> row);
            case "unicorn.zip" -> grown.unicorn(archive);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** A row of a plate of twelve columns, where the own export has two. */
    private static String wide(String row) {
        Matcher last = LAST.matcher(row);
        if (!last.find())
            return row;
        StringBuilder cells = new StringBuilder();
        for (int column = 3; column <= 12; column++)
            cells.append("<c r=\"").append((char) ('A' + column)).append(last.group(1)).append("\">")
                    .append(last.group().contains(">2<") ? "<v>" + column + "</v>" : "<v>0.1234</v>").append("</c>");
        return row.replace("</row>", cells + "</row>");
    }

    private static String well(int copy) {
        return "" + (char) ('A' + copy % 8) + (1 + copy / 8 % 12);
    }

    /** Repeats the rows of one sheet from one number to another; what stands below moves down. */
    private byte[] book(byte[] book, int sheet, int from, int to, BiFunction<String, Integer, String> named) {
        Map<String, byte[]> entries = entries(book);
        String part = "xl/worksheets/sheet" + sheet + ".xml";
        String text = new String(entries.get(part), StandardCharsets.UTF_8);
        List<String> block = new ArrayList<>();
        StringBuilder before = new StringBuilder();
        StringBuilder behind = new StringBuilder();
        ROW.matcher(text).results().forEach(row -> {
            int number = Integer.parseInt(row.group(1));
            if (number >= from && number <= to)
                block.add(row.group());
            else
                (number < from ? before : behind).append(row.group());
        });
        int span = to - from + 1;
        int copies = size / Math.max(1, packed(block, span, named));
        StringBuilder rows = new StringBuilder(text.substring(0, text.indexOf("<row"))).append(before);
        for (int copy = 0; copy < copies; copy++)
            rows.append(copied(block, copy, copy * span, named));
        rows.append(moved(behind.toString(), (copies - 1) * span)).append("</sheetData></worksheet>");
        entries.put(part, rows.toString().getBytes(StandardCharsets.UTF_8));
        return archive(entries);
    }

    private String copied(List<String> block, int copy, int down, BiFunction<String, Integer, String> named) {
        StringBuilder rows = new StringBuilder();
        for (String row : block)
            rows.append(DECIMALS.matcher(moved(named.apply(row, copy), down))
                    .replaceAll(found -> found.group(1) + digits(found.group(2).length())));
        return rows.toString();
    }

    private String digits(int length) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < length; i++)
            digits.append((char) ('0' + random.nextInt(10)));
        return digits.toString();
    }

    private static String moved(String rows, int down) {
        return REFERENCE.matcher(rows).replaceAll(
                found -> " r=\"" + found.group(1) + (Integer.parseInt(found.group(2)) + down) + "\"");
    }

    /** The bytes that one copy takes in an archive, a mean of many. */
    private int packed(List<String> block, int span, BiFunction<String, Integer, String> named) {
        int many = 2_000;
        StringBuilder rows = new StringBuilder();
        for (int copy = 0; copy < many; copy++)
            rows.append(copied(block, copy, copy * span, named));
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(rows.toString().getBytes(StandardCharsets.UTF_8));
        deflater.finish();
        int length = deflater.deflate(new byte[rows.length() * 2]);
        deflater.end();
        return length / many;
    }

    /** All curves with as many points as fill the archive. */
    private byte[] unicorn(byte[] archive) {
        Map<String, byte[]> entries = entries(archive);
        long curves = entries.keySet().stream().filter(name -> name.endsWith("_True")).count();
        int points = (int) (size / curves / 6);
        entries.replaceAll((name, bytes) -> name.endsWith("_True") ? curve(points) : bytes);
        return archive(entries);
    }

    private byte[] curve(int points) {
        float[] volumes = new float[points];
        float[] values = new float[points];
        for (int i = 0; i < points; i++) {
            volumes[i] = i * 0.01f;
            values[i] = random.nextFloat() * 1000;
        }
        return new ZipMaker().add("CoordinateData.VolumesDataType", "System.Single[]")
                .add("CoordinateData.Volumes", singles(volumes))
                .add("CoordinateData.AmplitudesDataType", "System.Single[]")
                .add("CoordinateData.Amplitudes", singles(values))
                .bytes();
    }

    private static byte[] singles(float[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(47 + 4 * numbers.length + 48).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < numbers.length; i++)
            bytes.putFloat(47 + 4 * i, numbers[i]);
        return bytes.array();
    }

}
