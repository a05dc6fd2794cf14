package org.stroma.instruments.logger.berlinger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Text;
import org.stroma.instruments.logger.LoggerProblem;
import org.stroma.instruments.logger.TemperatureTrace;
import org.stroma.instruments.logger.TimeSeries;
import org.stroma.instruments.logger.ZoneDeclaration;
import org.stroma.instruments.logger.berlinger.Recording.DeviceFault;
import org.stroma.instruments.logger.berlinger.Recording.Marker;

/**
 * Reads the text file a Fridge-tag or Q-tag writes beside its PDF report. The vendor publishes no description; this one comes
 * from real files compared with the vendor's own reports, line by line.
 */
public final class RecordingReader {

    private static final Set<String> NO_CONFIGURATION = Set.of("Hist", "Res", "Data", "Marker", "Errors", "Cert",
            "Sig Cert", "Sig");
    private static final Set<String> TABLES = Set.of("Data", "Marker");
    private static final String FAHRENHEIT = "[degF]";

    private final Problems problems;
    private final Cells cells;
    private final Entry root;
    private final Map<String, String> configuration = new LinkedHashMap<>();

    private RecordingReader(Entry root, Problems problems) {
        this.root = root;
        this.problems = problems;
        cells = new Cells(problems);
    }

    /** Whether a text begins as the files of these devices do. */
    public static boolean recognises(String head) {
        return head.startsWith("Device: Q-tag ") && head.contains("\nConf:");
    }

    /**
     * Reads a file.
     *
     * @throws org.stroma.instruments.Refusal when it is no recording of these devices
     */
    public static Recording read(Text text, Problems problems) {
        if (!recognises(text.string()))
            throw problems.refuse(FileProblem.NOT_RECOGNISED);
        return new RecordingReader(EntryParser.parse(text.lines(), problems), problems).recording();
    }

    private Recording recording() {
        root.children().forEach(this::tellStrayRows);
        Entry conf = section("Conf");
        root.children().stream().filter(entry -> !NO_CONFIGURATION.contains(entry.key()))
                .forEach(entry -> configure(entry.key(), entry));
        ZoneDeclaration zone = zone(conf);
        String unit = unit(conf);
        List<AlarmLimit> limits = new LimitReader(cells, problems).limits(conf);
        Entry history = root.child("Hist").orElse(null);
        Entry result = root.child("Res").orElse(null);
        AlarmReader alarms = new AlarmReader(cells, problems, limits, configuration);
        List<DayRecord> days = history == null ? List.of() : alarms.days(history);
        RunSummary run = result == null ? null : run(result, conf);
        List<Alarm> raised = result == null ? alarms.ofDays(days) : alarms.ofRun(result);
        TemperatureTrace trace = trace(zone, unit, conf);
        if (run != null)
            compare(run, trace, unit);
        tellSignature();
        return new Recording(root.text("Device"), root.text("Fw Vers"), conf.text("Serial"), zone, unit,
                activation(history, result), history == null ? null : cells.stamp(history, "TS Report Creation"),
                limits, days, run, raised, faults(), markers(), trace, configuration);
    }

    /** Rows belong to the tables Data and Marker; anywhere else they would be lost. */
    private void tellStrayRows(Entry entry) {
        boolean table = TABLES.contains(entry.key()) && root.children().contains(entry);
        if (!table)
            entry.rows().forEach(row -> problems.add(problems.place(row.line()), LoggerProblem.STRAY_LINE,
                    EntryParser.excerpt(String.join("\t", row.cells()))));
        entry.children().forEach(this::tellStrayRows);
    }

    private List<Entry.Row> rows(String table) {
        return root.children().stream().filter(entry -> entry.key().equals(table))
                .flatMap(entry -> entry.rows().stream()).toList();
    }

    private Entry section(String name) {
        return root.child(name).orElseThrow(() -> problems.refuse(FileProblem.MISSING_SECTION, name));
    }

    private @Nullable LocalDateTime activation(@Nullable Entry history, @Nullable Entry result) {
        Entry either = history == null ? result : history;
        return either == null ? null : cells.stamp(either, "TS Actv");
    }

    private void configure(String path, Entry entry) {
        if (!entry.value().isEmpty() || entry.children().isEmpty())
            configuration.merge(path, entry.value(), (a, b) -> a + "; " + b);
        entry.children().forEach(child -> configure(path + "." + child.key(), child));
    }

    /** {@code Zone: 5.50} means 5 h 30 min east of Greenwich; the Q-tag report prints its 0.00 as GMT. */
    private ZoneDeclaration zone(Entry conf) {
        Entry entry = conf.child("Zone").orElse(null);
        BigDecimal hours = entry == null ? null : Cells.number(entry.value());
        if (entry == null || hours == null)
            return ZoneDeclaration.undeclared();
        BigDecimal quarters = hours.multiply(BigDecimal.valueOf(4));
        boolean offset = quarters.stripTrailingZeros().scale() <= 0
                && quarters.abs().compareTo(BigDecimal.valueOf(72)) <= 0;
        if (!offset) {
            problems.add(EntryParser.place(problems, entry), FileProblem.VALUE_NOT_USED, "Zone", entry.value());
            return ZoneDeclaration.undeclared();
        }
        if (conf.text("User Clock Config").equals("1"))
            problems.add(EntryParser.place(problems, entry), LoggerProblem.CLOCK_SET_BY_USER, entry.value());
        return ZoneDeclaration.of(ZoneOffset.ofTotalSeconds(quarters.intValueExact() * 900), "Zone: " + entry.value());
    }

    private String unit(Entry conf) {
        String printed = conf.text("Temp unit");
        return switch (printed) {
            case "", "C" -> TemperatureTrace.CELSIUS;
            case "F" -> FAHRENHEIT;
            default -> throw problems.refuse(FileProblem.UNSUPPORTED, "Temp unit: " + printed);
        };
    }

    private RunSummary run(Entry result, Entry conf) {
        return new RunSummary(cells.stamp(result, "TS Actv"), cells.stamp(result, "TS Start"),
                cells.stamp(result, "TS Stop"), cells.count(result, "Run Number"), cells.number(result, "Min T"),
                cells.stamp(result, "TS Min T"), cells.number(result, "Max T"), cells.stamp(result, "TS Max T"),
                cells.number(result, "MKT"), cells.number(result, "Avrg T"), cells.number(conf, "MKT Energy"));
    }

    private TemperatureTrace trace(ZoneDeclaration zone, String unit, Entry conf) {
        Integer minutes = cells.count(conf, "Logging Interval");
        DataTable table = new DataTable(zone, unit, problems);
        TimeSeries series = table.read(rows("Data"),
                minutes == null || minutes == 0 ? null : Duration.ofMinutes(minutes));
        return new TemperatureTrace(series);
    }

    /** The device may have measured more often than it logged, so only a contradiction is told. */
    private void compare(RunSummary run, TemperatureTrace trace, String unit) {
        if (!unit.equals(TemperatureTrace.CELSIUS))
            return;
        trace.series().lowest().ifPresent(r -> contradiction("Min T", run.lowest(), r.value(), -1));
        trace.series().highest().ifPresent(r -> contradiction("Max T", run.highest(), r.value(), 1));
        trace.series().mean().ifPresent(mean -> differs("Avrg T", run.average(), mean));
        run.usableEnergy().ifPresent(energy -> trace.meanKineticTemperature(energy.doubleValue())
                .ifPresent(mkt -> differs("MKT", run.meanKinetic(), BigDecimal.valueOf(mkt))));
    }

    private void contradiction(String what, @Nullable BigDecimal stated, @Nullable BigDecimal row, int sign) {
        if (stated != null && row != null && Integer.signum(row.compareTo(stated)) == sign)
            problems.add(problems.place().withField(what), LoggerProblem.SUMMARY_DIFFERS, what, stated.toPlainString(),
                    row.toPlainString());
    }

    /** The vendor cuts off after one decimal and may have more measurements than rows: 0.1 is no difference. */
    private void differs(String what, @Nullable BigDecimal stated, BigDecimal computed) {
        if (stated == null)
            return;
        BigDecimal cut = computed.setScale(stated.scale(), RoundingMode.DOWN);
        if (cut.subtract(stated).abs().compareTo(stated.ulp()) > 0)
            problems.add(problems.place().withField(what), LoggerProblem.SUMMARY_DIFFERS, what, stated.toPlainString(),
                    cut.toPlainString());
    }

    private void tellSignature() {
        boolean signed = root.child("Sig").filter(entry -> !entry.value().isEmpty()).isPresent();
        problems.add(signed ? LoggerProblem.SIGNATURE_NOT_VERIFIED : LoggerProblem.NOT_SIGNED);
        configuration.put("Cert.Issuer", root.child("Cert").map(cert -> cert.text("Issuer")).orElse(""));
        configuration.put("Sig", root.text("Sig"));
    }

    private List<DeviceFault> faults() {
        List<DeviceFault> faults = new ArrayList<>();
        for (Entry entry : root.children("Errors")) {
            Integer count = cells.count(entry, "Err Count");
            faults.add(new DeviceFault(entry.key(), count == null ? 0 : count, cells.stamp(entry, "Err TS")));
        }
        return faults;
    }

    private List<Marker> markers() {
        List<Marker> markers = new ArrayList<>();
        for (Entry.Row row : rows("Marker")) {
            List<String> c = row.cells();
            if (c.getFirst().equals("Number"))
                continue;
            LocalDateTime at = c.size() < 3 ? null : Cells.stamp(c.get(2));
            if (at == null)
                problems.add(new Place(problems.place().file(), row.line(), 3, "Marker"), LoggerProblem.NOT_A_TIME,
                        String.join(" ", c));
            markers.add(new Marker(c.getFirst(), c.size() < 2 ? null : Cells.number(c.get(1)), at));
        }
        return markers;
    }

}
