package org.stroma.instruments.table;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.xml.Xml;
import org.stroma.instruments.zip.Archive;

/** Reads SpreadsheetML workbooks (ECMA-376 part 1, 18.2 to 18.4, 18.8) as streams within the limits of the content. */
final class OpenWorkbook {

    private final Content content;
    private final Archive archive;
    private final Texts strings = new Texts();
    private final List<Boolean> dateStyles = new ArrayList<>();
    private boolean from1904;

    OpenWorkbook(Content content) {
        this.content = content;
        this.archive = Archive.of(content);
    }

    Workbook load() {
        Map<String, String> names = new java.util.LinkedHashMap<>();
        scan(require("xl/workbook.xml"), new Reader() {
            @Override
            public void start(XMLStreamReader xml) {
                if (xml.getLocalName().equals("workbookPr")) {
                    String flag = xml.getAttributeValue(null, "date1904");
                    from1904 = "1".equals(flag) || "true".equals(flag);
                }
                if (xml.getLocalName().equals("sheet"))
                    names.put(relation(xml), String.valueOf(xml.getAttributeValue(null, "name")));
            }
        });
        Map<String, String> targets = targets();
        readStrings();
        readStyles();
        List<Sheet> sheets = new ArrayList<>();
        names.forEach((id, name) -> {
            String part = targets.get(id);
            if (part != null && archive.has(part))
                sheets.add(new SheetReader(name).read(part));
        });
        if (sheets.isEmpty())
            throw Problems.refusal(content.source(), FileProblem.CORRUPT, "xlsx");
        return new Workbook(sheets);
    }

    private static String relation(XMLStreamReader xml) {
        for (int i = 0; i < xml.getAttributeCount(); i++)
            if (xml.getAttributeLocalName(i).equals("id") && xml.getAttributeNamespace(i) != null
                    && !xml.getAttributeNamespace(i).isEmpty())
                return xml.getAttributeValue(i);
        return "";
    }

    private Map<String, String> targets() {
        Map<String, String> targets = new HashMap<>();
        scan(require("xl/_rels/workbook.xml.rels"), new Reader() {
            @Override
            public void start(XMLStreamReader xml) {
                String id = xml.getAttributeValue(null, "Id");
                String target = xml.getAttributeValue(null, "Target");
                if (id != null && target != null)
                    targets.put(id, target.startsWith("/") ? target.substring(1) : "xl/" + target);
            }
        });
        return targets;
    }

    private InputStream require(String part) {
        return archive.open(part)
                .orElseThrow(() -> Problems.refusal(content.source(), FileProblem.CORRUPT, "xlsx: " + part));
    }

    private void scan(InputStream stream, Xml.Handler handler) {
        Xml.scan(stream, content.source(), content.limits(), handler);
    }

    private void readStrings() {
        archive.open("xl/sharedStrings.xml").ifPresent(stream -> scan(stream, new Reader() {
            private StringBuilder item = new StringBuilder();
            private boolean inText;
            private boolean phonetic;

            @Override
            public void start(XMLStreamReader xml) {
                switch (xml.getLocalName()) {
                    case "si" -> item = new StringBuilder();
                    case "t" -> inText = !phonetic;
                    case "rPh" -> phonetic = true;
                    default -> {
                        // Runs and their properties do not change the text.
                    }
                }
            }

            @Override
            public void text(String text) {
                if (inText)
                    item.append(text);
            }

            @Override
            public void end(String name) {
                switch (name) {
                    case "si" -> strings.add(unescape(item.toString()));
                    case "t" -> inText = false;
                    case "rPh" -> phonetic = false;
                    default -> {
                        // Nothing else closes a text.
                    }
                }
            }
        }));
    }

    /** Characters XML cannot hold are written {@code _x000D_} (ECMA-376 part 1, 22.4.2.4). */
    private static String unescape(String text) {
        if (!text.contains("_x"))
            return text;
        StringBuilder plain = new StringBuilder();
        java.util.regex.Matcher m = java.util.regex.Pattern.compile("_x([0-9A-Fa-f]{4})_").matcher(text);
        int from = 0;
        while (m.find()) {
            plain.append(text, from, m.start()).append((char) Integer.parseInt(m.group(1), 16));
            from = m.end();
        }
        return plain.append(text, from, text.length()).toString();
    }

    private void readStyles() {
        Map<Integer, String> codes = new HashMap<>();
        boolean[] inCells = new boolean[1];
        archive.open("xl/styles.xml").ifPresent(stream -> scan(stream, new Reader() {
            @Override
            public void start(XMLStreamReader xml) {
                switch (xml.getLocalName()) {
                    case "numFmt" -> codes.put(integer(xml.getAttributeValue(null, "numFmtId"), 0),
                            String.valueOf(xml.getAttributeValue(null, "formatCode")));
                    case "cellXfs" -> inCells[0] = true;
                    case "xf" -> {
                        int id = integer(xml.getAttributeValue(null, "numFmtId"), 0);
                        if (inCells[0])
                            dateStyles.add(CellText.isDateFormat(id, codes.getOrDefault(id, "")));
                    }
                    default -> {
                        // Fonts and fills do not change values.
                    }
                }
            }

            @Override
            public void end(String name) {
                if (name.equals("cellXfs"))
                    inCells[0] = false;
            }
        }));
    }

    private static int integer(@Nullable String text, int fallback) {
        if (text == null || text.isEmpty() || text.length() > 9)
            return fallback;
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9)
                return fallback;
            number = number * 10 + digit;
        }
        return number;
    }

    /** A handler most parts need only a little of. */
    private interface Reader extends Xml.Handler {

        @Override
        default void text(String text) {}

        @Override
        default void end(String name) {}

    }

    private final class SheetReader implements Reader {

        private final String name;
        private final RowBuilder rows = new RowBuilder(content);
        private final StringBuilder value = new StringBuilder();
        private String type = "n";
        private boolean date;
        private boolean inValue;
        private int column;
        private final List<Sheet.Position> formulas = new ArrayList<>();

        SheetReader(String name) {
            this.name = name;
        }

        Sheet read(String part) {
            scan(require(part), this);
            return new Sheet(name, rows.rows(), formulas);
        }

        @Override
        public void start(XMLStreamReader xml) {
            switch (xml.getLocalName()) {
                case "row" -> rows.start(integer(xml.getAttributeValue(null, "r"), rows.nextLine()));
                case "c" -> startCell(xml);
                case "f" -> formulas.add(new Sheet.Position(rows.line(), column + 1));
                case "v", "t" -> inValue = true;
                default -> {
                    // Widths, merges and drawings hold no values.
                }
            }
        }

        private void startCell(XMLStreamReader xml) {
            int index = 0;
            type = "n";
            column = rows.nextColumn();
            for (int i = 0; i < xml.getAttributeCount(); i++)
                switch (xml.getAttributeLocalName(i)) {
                    case "s" -> index = integer(xml.getAttributeValue(i), 0);
                    case "t" -> type = xml.getAttributeValue(i);
                    case "r" -> column = column(xml.getAttributeValue(i), column);
                    default -> {
                        // Phonetics and metadata do not change values.
                    }
                }
            date = index < dateStyles.size() && dateStyles.get(index);
            value.setLength(0);
        }

        private static int column(@Nullable String reference, int fallback) {
            if (reference == null)
                return fallback;
            int column = 0;
            for (int i = 0; i < Math.min(reference.length(), 4); i++) {
                char c = reference.charAt(i);
                if (c < 'A' || c > 'Z')
                    break;
                column = column * 26 + c - 'A' + 1;
            }
            return column == 0 ? fallback : column - 1;
        }

        @Override
        public void text(String text) {
            if (inValue)
                value.append(text);
        }

        @Override
        public void end(String element) {
            switch (element) {
                case "v", "t" -> inValue = false;
                case "c" -> rows.cell(column, cellText());
                case "row" -> rows.end();
                default -> {
                    // Nothing else closes a value.
                }
            }
        }

        private String cellText() {
            String stored = value.toString();
            if (stored.isEmpty())
                return "";
            return switch (type) {
                case "s" -> shared(integer(stored.strip(), -1));
                case "b" -> stored.strip().equals("1") ? "True" : "False";
                case "inlineStr", "str" -> unescape(stored);
                case "e", "d" -> stored;
                default -> date ? dateText(stored.strip()) : CellText.number(stored.strip());
            };
        }

        private String dateText(String stored) {
            try {
                return CellText.date(Double.parseDouble(stored), from1904);
            } catch (NumberFormatException e) {
                return stored;
            }
        }

        private String shared(int index) {
            if (index < 0 || index >= strings.size())
                throw Problems.refusal(content.source(), FileProblem.CORRUPT, "xlsx: shared string");
            return strings.get(index);
        }

    }

}
