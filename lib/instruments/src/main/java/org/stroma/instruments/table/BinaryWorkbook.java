package org.stroma.instruments.table;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Refusal;
import org.stroma.instruments.Source;

/**
 * Reads the cells of binary Excel workbooks, BIFF5 and BIFF8 (Microsoft [MS-XLS] 2.4; OpenOffice.org's documentation of the
 * Excel file format for BIFF5). Encrypted workbooks and older versions are refused, and sheets that share their records.
 */
final class BinaryWorkbook {

    private static final int BIFF8 = 0x0600;
    private static final int BIFF5 = 0x0500;

    private record Bound(String name, int offset) {}

    private final Content content;
    private final ByteBuffer stream;
    private final List<Bound> bounds = new ArrayList<>();
    private final Map<Integer, String> formats = new HashMap<>();
    private final List<Integer> styles = new ArrayList<>();
    private Texts strings = new Texts();
    private Charset codePage = Charset.forName("windows-1252");
    private boolean from1904;
    private int version;
    private long passed;

    private BinaryWorkbook(Content content, ByteBuffer stream) {
        this.content = content;
        this.stream = stream;
    }

    static Workbook load(Content content) {
        Source source = content.source();
        CompoundFile file = CompoundFile.of(source);
        ByteBuffer stream = file.find("Workbook")
                .or(() -> file.find("Book"))
                .orElseThrow(() -> Problems.refusal(source, FileProblem.CORRUPT, "xls"));
        try {
            return new BinaryWorkbook(content, stream).read();
        } catch (IndexOutOfBoundsException e) {
            throw Problems.refusal(source, FileProblem.CORRUPT, "xls");
        }
    }

    private Workbook read() {
        readGlobals();
        List<Sheet> sheets = new ArrayList<>();
        for (Bound bound : bounds)
            sheets.add(new SheetReader(bound).read());
        if (sheets.isEmpty())
            throw corrupt();
        return new Workbook(sheets);
    }

    private Refusal corrupt() {
        return Problems.refusal(content.source(), FileProblem.CORRUPT, "xls");
    }

    private void readGlobals() {
        int at = 0;
        while (at + 4 <= stream.limit()) {
            int type = stream.getShort(at) & 0xFFFF;
            int length = stream.getShort(at + 2) & 0xFFFF;
            int body = at + 4;
            switch (type) {
                case 0x0809 -> version = checked(stream.getShort(body) & 0xFFFF);
                case 0x002F -> throw Problems.refusal(content.source(), FileProblem.UNSUPPORTED, "encrypted xls");
                case 0x0042 -> codePage = charset(stream.getShort(body) & 0xFFFF);
                case 0x0022 -> from1904 = stream.getShort(body) == 1;
                case 0x0085 -> bound(body, length);
                case 0x041E -> formats.put(stream.getShort(body) & 0xFFFF, format(body, length));
                case 0x00E0 -> styles.add(stream.getShort(body + 2) & 0xFFFF);
                case 0x00FC -> strings = new SharedStrings(stream, at, this::corrupt).read();
                case 0x000A -> {
                    return;
                }
                default -> {
                    // Windows, fonts and names hold no values.
                }
            }
            at = body + length;
        }
    }

    private int checked(int found) {
        if (found != BIFF8 && found != BIFF5)
            throw Problems.refusal(content.source(), FileProblem.UNSUPPORTED,
                    "xls, BIFF " + Integer.toHexString(found));
        return found;
    }

    private static Charset charset(int page) {
        String name = switch (page) {
            case 10000, 32768 -> "x-MacRoman";
            case 367 -> "US-ASCII";
            case 936 -> "GB18030";
            default -> "windows-" + page;
        };
        return Charset.isSupported(name) ? Charset.forName(name) : Charset.forName("windows-1252");
    }

    private void bound(int body, int length) {
        boolean worksheet = stream.get(body + 5) == 0;
        if (worksheet)
            bounds.add(new Bound(shortString(body + 6, body + length), stream.getInt(body)));
    }

    private String format(int body, int length) {
        return version == BIFF8 ? longString(body + 2) : shortString(body + 2, body + length);
    }

    /** A string with a length of one byte. */
    private String shortString(int at, int limit) {
        int count = stream.get(at) & 0xFF;
        if (version == BIFF8)
            return characters(at + 2, count, (stream.get(at + 1) & 1) != 0);
        return bytes(at + 1, Math.min(count, Math.max(0, limit - at - 1)));
    }

    /** A string with a length of two bytes. */
    private String longString(int at) {
        int count = stream.getShort(at) & 0xFFFF;
        if (version != BIFF8)
            return bytes(at + 2, count);
        int flags = stream.get(at + 2);
        int skip = ((flags & 8) != 0 ? 2 : 0) + ((flags & 4) != 0 ? 4 : 0);
        return characters(at + 3 + skip, count, (flags & 1) != 0);
    }

    private String characters(int at, int count, boolean wide) {
        byte[] raw = new byte[wide ? count * 2 : count];
        stream.get(at, raw);
        return new String(raw, wide ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1);
    }

    private String bytes(int at, int count) {
        byte[] raw = new byte[count];
        stream.get(at, raw);
        return new String(raw, codePage);
    }

    private String number(double value, int style) {
        int format = style < styles.size() ? styles.get(style) : 0;
        if (CellText.isDateFormat(format, formats.getOrDefault(format, "")))
            return CellText.date(value, from1904);
        return Double.isFinite(value) ? org.stroma.instruments.value.Numbers.shortest(value).toString() : "";
    }

    /** A number of 30 bits, whole or the upper part of a binary one, perhaps in hundredths. */
    private static double rk(int packed) {
        double value = (packed & 2) != 0 ? packed >> 2 : Double.longBitsToDouble((packed & 0xFFFFFFFCL) << 32);
        return (packed & 1) != 0 ? value / 100 : value;
    }

    private static String error(int code) {
        return switch (code) {
            case 0x00 -> "#NULL!";
            case 0x07 -> "#DIV/0!";
            case 0x0F -> "#VALUE!";
            case 0x17 -> "#REF!";
            case 0x1D -> "#NAME?";
            case 0x24 -> "#NUM!";
            default -> "#N/A";
        };
    }

    /** Takes records: their type, where their body begins, and its length. */
    private interface Records {

        void record(int type, int body, int length);

    }

    /** Where the records of the cells of a sheet stand, then what they hold. */
    private final class SheetReader {

        private final Bound bound;
        private final CellPlaces places;
        private final List<Sheet.Position> formulas = new ArrayList<>();
        private int row;
        private int column;

        SheetReader(Bound bound) {
            this.bound = bound;
            int[] cells = new int[1];
            passed += walk((type, body, length) -> cells[0] += cells(type, length));
            if (passed > stream.limit())
                throw corrupt();
            places = new CellPlaces(cells[0]);
        }

        Sheet read() {
            walk(this::record);
            RowBuilder rows = new RowBuilder(content);
            places.forEach(new Builder(rows));
            return new Sheet(bound.name, rows.rows(), formulas);
        }

        /** Hands out the records of the sheet, not those of drawings within it; answers the bytes passed. */
        private long walk(Records records) {
            long walked = 0;
            int at = bound.offset;
            int depth = 0;
            while (at + 4 <= stream.limit()) {
                int type = stream.getShort(at) & 0xFFFF;
                int length = stream.getShort(at + 2) & 0xFFFF;
                if (type == 0x0809)
                    depth++;
                if (type == 0x000A && --depth <= 0)
                    break;
                if (depth == 1)
                    records.record(type, at + 4, length);
                at += 4 + length;
                walked += 4 + length;
            }
            return walked;
        }

        /** At most so many cells stand in a record. */
        private static int cells(int type, int length) {
            return switch (type) {
                case 0x0203, 0x027E, 0x00FD, 0x0204, 0x00D6, 0x0205, 0x0006, 0x0207 -> 1;
                case 0x00BD -> Math.max(0, (length - 6) / 6);
                default -> 0;
            };
        }

        private void record(int type, int body, int length) {
            switch (type) {
                case 0x0203, 0x027E, 0x00FD, 0x0204, 0x00D6, 0x0205 -> add(body, body);
                case 0x00BD -> multiple(body, length);
                case 0x0006 -> formula(body);
                case 0x0207 -> places.add(row, column, body);
                default -> {
                    // Blank cells, widths and drawings hold no values.
                }
            }
        }

        private void add(int body, int place) {
            places.add(stream.getShort(body) & 0xFFFF, stream.getShort(body + 2) & 0xFFFF, place);
        }

        private void multiple(int body, int length) {
            int atRow = stream.getShort(body) & 0xFFFF;
            int first = stream.getShort(body + 2) & 0xFFFF;
            for (int i = 0; i < (length - 6) / 6; i++)
                places.addPacked(atRow, first + i, body + 4 + i * 6);
        }

        private void formula(int body) {
            row = stream.getShort(body) & 0xFFFF;
            column = stream.getShort(body + 2) & 0xFFFF;
            formulas.add(new Sheet.Position(row + 1, column + 1));
            boolean textFollows = stream.getShort(body + 12) == (short) 0xFFFF && stream.get(body + 6) == 0;
            if (!textFollows)
                add(body, body);
        }

    }

    /** Reads the cells at their places, row after row. */
    private final class Builder implements CellPlaces.Visitor {

        private final RowBuilder rows;

        Builder(RowBuilder rows) {
            this.rows = rows;
        }

        @Override
        public void row(int number) {
            rows.start(number + 1);
        }

        @Override
        public void cell(int column, int place) {
            rows.cell(column, text(stream.getShort(place - 4) & 0xFFFF, place));
        }

        @Override
        public void packed(int column, int place) {
            rows.cell(column, number(rk(stream.getInt(place + 2)), stream.getShort(place) & 0xFFFF));
        }

        @Override
        public void end() {
            rows.end();
        }

        private String text(int type, int body) {
            return switch (type) {
                case 0x0203 -> number(stream.getDouble(body + 6), style(body));
                case 0x027E -> number(rk(stream.getInt(body + 6)), style(body));
                case 0x00FD -> shared(stream.getInt(body + 6));
                case 0x0204, 0x00D6 -> longString(body + 6);
                case 0x0205 -> truthOrError(body + 6);
                case 0x0207 -> longString(body);
                default -> formula(body);
            };
        }

        private int style(int body) {
            return stream.getShort(body + 4) & 0xFFFF;
        }

        private String shared(int index) {
            if (index < 0 || index >= strings.size())
                throw corrupt();
            return strings.get(index);
        }

        private String truthOrError(int at) {
            int value = stream.get(at) & 0xFF;
            return stream.get(at + 1) != 0 ? error(value) : value != 0 ? "True" : "False";
        }

        /** The last result of a formula: a number, or by the first byte of a special one truth or error; a text stands in a record of its own. */
        private String formula(int body) {
            boolean special = stream.getShort(body + 12) == (short) 0xFFFF;
            return special ? specialResult(body + 6) : number(stream.getDouble(body + 6), style(body));
        }

        private String specialResult(int at) {
            int value = stream.get(at + 2) & 0xFF;
            return switch (stream.get(at)) {
                case 1 -> value != 0 ? "True" : "False";
                case 2 -> error(value);
                default -> "";
            };
        }

    }

}
