package org.stroma.app.cli;

import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stroma.instruments.generic.Column;
import org.stroma.instruments.generic.Layout;
import org.stroma.instruments.generic.Mapping;
import org.stroma.instruments.generic.NumberForm;
import org.stroma.instruments.generic.SampleKind;
import org.stroma.instruments.generic.SampleMapping;
import org.stroma.instruments.generic.TimeColumn;
import org.stroma.instruments.logger.ZoneDeclaration;

/**
 * A mapping of the table of a logger or a machine as a person writes it, in YAML; docs/mapping.md describes it. Whatever does not
 * fit is refused with its line.
 */
final class MappingFile {
    private static final Map<String, ChronoUnit> COUNTS = Map.of("epoch-seconds", ChronoUnit.SECONDS,
            "epoch-milliseconds", ChronoUnit.MILLIS, "epoch-microseconds", ChronoUnit.MICROS);
    private static final Map<String, ChronoUnit> UNITS = Map.of("s", ChronoUnit.SECONDS, "min", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS, "d", ChronoUnit.DAYS);
    private static final String SIGNS = "\".\" or \",\"";

    private final YamlKeys root;

    private MappingFile(YamlKeys root) {
        this.root = root;
    }

    /** What was declared: the table of a logger, or of a machine that measures samples. */
    sealed interface Declared {
        record Readings(Mapping mapping) implements Declared {}

        record Samples(SampleMapping mapping) implements Declared {}
    }

    /** Reads a mapping. */
    static Declared read(String name, String text) {
        YamlKeys root = YamlKeys.of(name, text);
        Declared declared = new MappingFile(root).declared();
        root.requireAllAsked();
        return declared;
    }

    private Declared declared() {
        Layout layout = layout();
        NumberForm numbers = numbers();
        Set<String> none = Set.copyOf(root.texts("no-value"));
        ZoneDeclaration zone = zone();
        Optional<String> technique = root.find("technique");
        Optional<TimeColumn> clock = clock();
        if (technique.isPresent()) {
            SampleKind kind = root.one("technique", SampleKind::find, ids());
            return new Declared.Samples(new SampleMapping(withHeader(layout), kind, clock.orElse(null), zone, columns(kind),
                    device(kind), values(numbers, kind, layout), none));
        }
        TimeColumn time = clock.orElseThrow(() -> root.missing("time"));
        return new Declared.Readings(
                new Mapping(layout, time, zone, values(numbers, null, layout), none, interval()));
    }

    private static String ids() {
        return String.join(", ", List.of(SampleKind.values()).stream().map(SampleKind::id).toList());
    }

    private Layout withHeader(Layout layout) {
        if (!layout.header()) {
            throw root.section("file").wrong("header-line", "1, 2, 3 …");
        }
        return layout;
    }

    private Layout layout() {
        YamlKeys file = root.section("file");
        Layout layout = Layout.csv()
                .withDelimiter(file.one("delimiter", MappingFile::sign, "\",\", \";\", \"|\", tab"))
                .withRecognisedEncoding().withComment(file.find("comment").orElse(""))
                .withEnd(file.find("ends-before").orElse(""));
        if (file.find("encoding").isPresent()) {
            layout = layout.withEncoding(file.one("encoding", MappingFile::charset, "UTF-8, UTF-16, GB18030, windows-1252"));
        }
        if (file.find("quote").isPresent()) {
            layout = layout.withQuote(file.one("quote", MappingFile::quote, "'\"', \"'\", none"));
        }
        int header = file.find("header-line").isPresent()
                ? file.one("header-line", text -> whole(text, 0, 100_000), "0, 1, 2, 3 …")
                : 1;
        return header == 0
                ? layout.withoutHeader().withSkippedLines(file.find("first-line").isPresent()
                        ? file.one("first-line", text -> whole(text, 1, 100_000), "1, 2, 3 …") - 1
                        : 0)
                : layout.withSkippedLines(header - 1);
    }

    private static Optional<Character> sign(String text) {
        return switch (text) {
            case "tab", "\t" -> Optional.of('\t');
            case ",", ";", "|" -> Optional.of(text.charAt(0));
            default -> Optional.empty();
        };
    }

    private static Optional<Character> quote(String text) {
        return switch (text) {
            case "none" -> Optional.of('\0');
            case "\"", "'" -> Optional.of(text.charAt(0));
            default -> Optional.empty();
        };
    }

    private static Optional<Charset> charset(String text) {
        try {
            return Optional.of(Charset.forName(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> whole(String text, int least, int most) {
        return text.matches("[0-9]{1,6}")
                ? Optional.of(Integer.valueOf(text)).filter(n -> n >= least && n <= most)
                : Optional.empty();
    }

    private NumberForm numbers() {
        YamlKeys numbers = root.section("numbers");
        NumberForm form = numbers.one("decimal", text -> switch (text) {
            case "." -> Optional.of(NumberForm.point());
            case "," -> Optional.of(NumberForm.comma());
            default -> Optional.empty();
        }, SIGNS);
        if (numbers.find("group").isEmpty()) {
            return form;
        }
        char group = numbers.one("group",
                text -> text.length() == 1 && ".,' \u00A0\u202F\u2019".contains(text) && text.charAt(0) != form.decimalSign()
                        ? Optional.of(text.charAt(0))
                        : Optional.empty(),
                "\".\", \",\", \"'\", \" \"");
        return form.withGroups(group);
    }

    private ZoneDeclaration zone() {
        Optional<YamlKeys> time = root.findSection("time");
        if (time.isEmpty() || time.get().find("zone").isEmpty() || time.get().text("zone").equals("undeclared")) {
            return ZoneDeclaration.undeclared();
        }
        return ZoneDeclaration.of(time.get().one("zone", text -> {
            try {
                return Optional.of(ZoneId.of(text));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }, "Asia/Shanghai, Europe/Berlin, +08:00, undeclared"), "mapping");
    }

    private Optional<TimeColumn> clock() {
        return root.findSection("time").map(this::clock);
    }

    private TimeColumn clock(YamlKeys time) {
        List<Column> columns = time.texts("columns").stream().map(MappingFile::column).toList();
        if (columns.isEmpty()) {
            throw time.missing("columns");
        }
        String format = time.text("format");
        Locale locale = Locale.forLanguageTag(time.find("locale").orElse("und"));
        if (COUNTS.containsKey(format)) {
            return new TimeColumn.SinceEpoch(columns.getFirst(), COUNTS.get(format));
        }
        if (format.equals("elapsed")) {
            return new TimeColumn.SinceStart(columns.getFirst(),
                    time.one("unit", text -> Optional.ofNullable(UNITS.get(text)), "s, min, h, d"),
                    time.one("start", MappingFile::start, "2026-03-01T09:30"));
        }
        return time.one("format", text -> {
            try {
                return Optional.of(new TimeColumn.Stamp(columns, text, locale));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }, "yyyy-MM-dd HH:mm:ss, dd.MM.yyyy HH:mm, " + String.join(", ", COUNTS.keySet().stream().sorted().toList())
                + ", elapsed");
    }

    private static Optional<LocalDateTime> start(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text.replace(' ', 'T'))).filter(at -> at.getYear() > 0 && at.getYear() < 9_999);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A position where it is a number, otherwise a name; a name of digits stands behind a {@code =}. */
    private static Column column(String text) {
        if (text.matches("[1-9][0-9]{0,4}")) {
            return Column.at(Integer.parseInt(text));
        }
        return Column.named(text.startsWith("=") && text.length() > 1 ? text.substring(1) : text);
    }

    private @Nullable Duration interval() {
        if (root.find("interval").isEmpty()) {
            return null;
        }
        return root.one("interval", text -> {
            try {
                return Optional.of(Duration.parse("PT" + text.replace(" ", "").replace("min", "M").toUpperCase(Locale.ROOT)))
                        .filter(length -> !length.isZero() && !length.isNegative());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }, "5 min, 30 s, 1 h");
    }

    private SampleMapping.Columns columns(SampleKind kind) {
        Column sample = column(root.text("sample"));
        Column analyst = root.find("analyst").map(MappingFile::column).orElse(null);
        Column well = kind == SampleKind.PLATE_READER ? column(root.text("well")) : null;
        return new SampleMapping.Columns(sample, analyst, well);
    }

    private SampleMapping.Device device(SampleKind kind) {
        Optional<YamlKeys> device = root.findSection("device");
        Function<String, String> said = key -> device.flatMap(keys -> keys.find(key)).orElse("");
        int wells = kind == SampleKind.PLATE_READER
                ? root.one("wells", text -> whole(text, 1, 3_456), "96, 384, …")
                : 0;
        return new SampleMapping.Device(said.apply("model"), said.apply("manufacturer"), said.apply("serial"),
                said.apply("software"), wells);
    }

    private List<Mapping.Value> values(NumberForm numbers, @Nullable SampleKind kind, Layout layout) {
        List<Mapping.Value> values = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlKeys each : root.list("values")) {
            String name = each.one("name", text -> text.isBlank() || !names.add(text) ? Optional.empty() : Optional.of(text),
                    Help.say("mapping.once"));
            Column column = column(each.text("column"));
            if (column instanceof Column.Named && !layout.header()) {
                throw each.wrong("column", "1, 2, 3 …");
            }
            values.add(new Mapping.Value(name, column, unit(each, name, kind), numbers));
        }
        if (values.isEmpty()) {
            throw root.missing("values");
        }
        return values;
    }

    private static String unit(YamlKeys value, String name, @Nullable SampleKind kind) {
        if (kind == null) {
            return value.one("unit", text -> text.isBlank() ? Optional.empty() : Optional.of(text), "Cel, K, [degF], %");
        }
        if (kind.units(name).isEmpty()) {
            throw value.wrong("name", String.join(", ", kind.names()));
        }
        return value.one("unit", text -> Optional.of(text).filter(kind.units(name)::contains),
                String.join(", ", kind.units(name)));
    }
}
