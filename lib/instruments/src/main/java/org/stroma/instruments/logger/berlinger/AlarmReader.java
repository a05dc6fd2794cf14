package org.stroma.instruments.logger.berlinger;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.logger.LoggerProblem;
import org.stroma.instruments.logger.berlinger.DayRecord.BeyondLimit;
import org.stroma.instruments.logger.berlinger.DayRecord.SensorFault;

/** Reads the daily records of a Fridge-tag and the alarms of a Q-tag run. */
final class AlarmReader {

    private static final Set<String> KNOWN = Set.of("Date", "Min T", "TS Min T", "Max T", "TS Max T", "Avrg T",
            "Alarm", "Int Sensor timeout", "Ext Sensor timeout", "Events", "Checked");

    private final Cells cells;
    private final Problems problems;
    private final List<AlarmLimit> limits;
    private final Map<String, String> configuration;

    AlarmReader(Cells cells, Problems problems, List<AlarmLimit> limits, Map<String, String> configuration) {
        this.cells = cells;
        this.problems = problems;
        this.limits = limits;
        this.configuration = configuration;
    }

    List<DayRecord> days(Entry history) {
        List<DayRecord> days = new ArrayList<>();
        for (Entry entry : history.children()) {
            boolean day = !entry.key().isEmpty() && entry.key().chars().allMatch(c -> c >= '0' && c <= '9');
            if (day)
                day(entry).ifPresent(days::add);
            if (!day && !entry.value().isEmpty())
                configuration.put("Hist." + entry.key(), entry.value());
        }
        return days;
    }

    private Optional<DayRecord> day(Entry entry) {
        LocalDate date = cells.date(entry, "Date");
        if (date == null) {
            problems.add(EntryParser.place(problems, entry), LoggerProblem.NOT_A_TIME, entry.text("Date"));
            return Optional.empty();
        }
        entry.children().stream().filter(child -> !KNOWN.contains(child.key()))
                .forEach(child -> configuration.put("Hist." + entry.key() + "." + child.key(), child.value()));
        Integer events = cells.count(entry, "Events");
        return Optional.of(new DayRecord(number(entry.key()), date, cells.number(entry, "Min T"),
                cells.time(entry, "TS Min T"), cells.number(entry, "Max T"), cells.time(entry, "TS Max T"),
                cells.number(entry, "Avrg T"), beyond(entry), sensors(entry), events == null ? 0 : events,
                checked(entry)));
    }

    private static int number(String digits) {
        return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    private List<BeyondLimit> beyond(Entry day) {
        List<BeyondLimit> beyond = new ArrayList<>();
        for (Entry entry : day.children("Alarm"))
            limit(entry).ifPresent(limit -> beyond.add(new BeyondLimit(limit, cells.minutes(entry, "t Acc"),
                    cells.time(entry, "TS A"), cells.number(entry, "T Amb"), cells.count(entry, "C A"))));
        return beyond;
    }

    private Optional<AlarmLimit> limit(Entry entry) {
        Optional<AlarmLimit> limit = limits.stream().filter(l -> Integer.toString(l.id()).equals(entry.key()))
                .findFirst();
        if (limit.isEmpty())
            problems.add(EntryParser.place(problems, entry), FileProblem.VALUE_NOT_USED, "Alarm", entry.key());
        return limit;
    }

    private List<SensorFault> sensors(Entry day) {
        List<SensorFault> faults = new ArrayList<>();
        sensor(day, "Ext Sensor timeout", true, faults);
        sensor(day, "Int Sensor timeout", false, faults);
        return faults;
    }

    private void sensor(Entry day, String key, boolean external, List<SensorFault> faults) {
        day.child(key).ifPresent(entry -> faults
                .add(new SensorFault(external, cells.minutes(entry, "t AccST"), cells.time(entry, "TS ST"))));
    }

    private List<LocalTime> checked(Entry day) {
        List<LocalTime> times = new ArrayList<>();
        for (Entry entry : day.children("Checked")) {
            LocalTime time = cells.time(entry);
            if (time != null)
                times.add(time);
        }
        return times;
    }

    /** The alarms of all days; a limit that was broken over midnight counts on each day, as the device counts it. */
    List<Alarm> ofDays(List<DayRecord> days) {
        List<Alarm> alarms = new ArrayList<>();
        for (DayRecord day : days)
            for (BeyondLimit beyond : day.limits())
                if (beyond.raisedAt() != null)
                    alarms.add(new Alarm(beyond.limit(), null, day.date().atTime(beyond.raisedAt()), null,
                            beyond.accumulated(), null, null, isPositive(beyond.checks())));
        return alarms;
    }

    private static @Nullable Boolean isPositive(@Nullable Integer count) {
        return count == null ? null : count > 0;
    }

    /** Each alarm of {@code Res} has one line per event; its first entry is {@code TS S}. */
    List<Alarm> ofRun(Entry result) {
        List<Alarm> alarms = new ArrayList<>();
        for (Entry entry : result.children("Alarm")) {
            AlarmLimit limit = limit(entry).orElse(null);
            if (limit != null)
                for (Entry event : perLine(entry))
                    alarms.add(event(limit, event));
        }
        return alarms;
    }

    private static List<Entry> perLine(Entry alarm) {
        List<Entry> lines = new ArrayList<>();
        for (Entry child : alarm.children()) {
            if (lines.isEmpty() || lines.getLast().line() != child.line())
                lines.add(new Entry(alarm.key(), "", child.line(), 1));
            lines.getLast().children().add(child);
        }
        return lines;
    }

    private Alarm event(AlarmLimit limit, Entry event) {
        Duration duration = cells.minutes(event, "t A");
        return new Alarm(limit, cells.stamp(event, "TS S"), cells.stamp(event, "TS A"), cells.stamp(event, "TS E"),
                duration, cells.number(event, "T M"), cells.stamp(event, "TS M"), null);
    }

}
