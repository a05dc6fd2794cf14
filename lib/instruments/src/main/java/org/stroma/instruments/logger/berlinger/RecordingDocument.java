package org.stroma.instruments.logger.berlinger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Document;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.logger.Durations;
import org.stroma.instruments.logger.TemperatureTrace;
import org.stroma.instruments.logger.TemperatureTrace.Side;
import org.stroma.instruments.logger.berlinger.DayRecord.BeyondLimit;

/**
 * A recording as JSON and as tables. {@code min}, {@code max}, {@code mean} and {@code mkt} are the device's own where it
 * states them ({@code meanOf} and {@code mktOf} tell), else those of its readings; {@code readings} counts rows with a
 * temperature; a device that keeps days only has {@code first} and {@code last} dates. What a device neither states nor has
 * readings for is {@code null}, so that the names are always there.
 */
public record RecordingDocument(Recording recording) implements Document {

    private static final List<String> SUMMARY = List.of("first", "last", "min", "max", "mean", "mkt");
    /** In kJ/mol, as these devices use it. */
    private static final BigDecimal ACTIVATION_ENERGY = new BigDecimal("83.0");

    @Override
    public JsonObject json() {
        Recording r = recording;
        JsonObject json = new JsonObject().put("kind", "temperature recording").put("device", r.device())
                .put("serial", r.serial()).put("firmware", r.firmware()).put("timeZone", r.zone().text())
                .put("unit", r.unit()).put("activated", time(r.activated())).put("reportCreated", time(r.created()));
        put(json, r.trace());
        r.lowest().ifPresent(v -> json.put("min", v));
        r.highest().ifPresent(v -> json.put("max", v));
        r.findRun().ifPresent(run -> run(json, run));
        for (String name : SUMMARY)
            json.put(name, json.has(name) ? json.get(name) : JsonObject.NULL);
        return json.putList("alarms", r.alarms().stream().map(this::alarm).toList())
                .put("limits", r.limits().stream().map(RecordingDocument::limit).toList())
                .put("days", r.days().stream().map(RecordingDocument::day).toList())
                .put("faults", r.faults().stream().map(this::fault).toList())
                .put("markers", r.markers().stream().map(this::marker).toList());
    }

    private void put(JsonObject json, TemperatureTrace trace) {
        if (trace.series().size() > 0) {
            json.putAll(trace.json()).put("meanOf", "readings").put("unit", recording.unit());
            trace.meanKineticTemperature(ACTIVATION_ENERGY.doubleValue())
                    .ifPresent(mkt -> kinetic(json, rounded(mkt), ACTIVATION_ENERGY, "readings"));
            return;
        }
        json.put("readings", 0);
        if (!recording.days().isEmpty())
            json.put("first", recording.days().getLast().date().toString()).put("last",
                    recording.days().getFirst().date().toString());
    }

    private void run(JsonObject json, RunSummary run) {
        json.put("run", run.number()).put("started", time(run.started())).put("stopped", time(run.stopped()))
                .put("minAt", time(run.lowestAt())).put("maxAt", time(run.highestAt()));
        if (run.meanKinetic() != null)
            kinetic(json, run.meanKinetic(), run.activationEnergy(), "device");
        if (run.average() != null)
            json.put("mean", run.average()).put("meanOf", "device");
    }

    private static void kinetic(JsonObject json, BigDecimal mkt, @Nullable BigDecimal energy, String of) {
        json.put("mkt", mkt).put("mktOf", of);
        json.remove("activationEnergy");
        json.put("activationEnergy", energy);
    }

    private static BigDecimal rounded(double celsius) {
        return BigDecimal.valueOf(celsius).setScale(2, RoundingMode.HALF_EVEN);
    }

    private static JsonObject limit(AlarmLimit limit) {
        return new JsonObject().put("id", limit.id()).put("side", limit.side().name().toLowerCase(Locale.ROOT))
                .put("accumulated", limit.accumulated()).put("limit", limit.temperature())
                .put("allowedMinutes", limit.allowed().toMinutes());
    }

    private JsonObject alarm(Alarm alarm) {
        return limit(alarm.limit()).put("started", time(alarm.started())).put("raised", time(alarm.raised()))
                .put("ended", time(alarm.ended())).put("minutes", alarm.duration().toMinutes())
                .put("extreme", alarm.extreme()).put("extremeAt", time(alarm.extremeAt()))
                .put("acknowledged", alarm.acknowledged());
    }

    private static JsonObject day(DayRecord day) {
        JsonObject json = new JsonObject().put("date", day.date().toString()).put("min", day.lowest())
                .put("minAt", text(day.lowestAt())).put("max", day.highest()).put("maxAt", text(day.highestAt()))
                .put("mean", day.average());
        for (BeyondLimit beyond : day.limits()) {
            boolean above = beyond.limit().side() == Side.ABOVE;
            json.put(above ? "minutesAbove" : "minutesBelow", beyond.accumulated().toMinutes());
            json.put(above ? "alarmAboveAt" : "alarmBelowAt", text(beyond.raisedAt()));
        }
        day.sensors().stream().filter(sensor -> !sensor.accumulated().isZero())
                .forEach(sensor -> json.put(sensor.external() ? "minutesWithoutExternalSensor" : "minutesWithoutSensor",
                        sensor.accumulated().toMinutes()));
        return json;
    }

    private JsonObject fault(Recording.DeviceFault fault) {
        return new JsonObject().put("number", fault.number()).put("count", fault.count())
                .put("lastAt", time(fault.lastAt()));
    }

    private JsonObject marker(Recording.Marker marker) {
        return new JsonObject().put("number", marker.number()).put("temperature", marker.temperature()).put("at",
                time(marker.at()));
    }

    private static @Nullable String text(@Nullable LocalTime time) {
        return time == null ? null : time.toString();
    }

    /** With the offset of the declared zone, bare when none is declared. */
    private @Nullable String time(@Nullable LocalDateTime local) {
        return local == null ? null : recording.zone().format(local, null);
    }

    @Override
    public List<Table> tables(Locale locale) {
        boolean zh = locale.getLanguage().equals("zh");
        List<Table> tables = new ArrayList<>();
        tables.add(summary(zh));
        if (!recording.alarms().isEmpty())
            tables.add(alarms(zh));
        if (!recording.days().isEmpty())
            tables.add(days(zh));
        return tables;
    }

    private Table summary(boolean zh) {
        TemperatureTrace trace = recording.trace();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(zh ? "设备" : "device", recording.device()));
        rows.add(List.of(zh ? "序列号" : "serial", recording.serial()));
        rows.add(List.of(zh ? "时区" : "time zone", recording.zone().text()));
        rows.add(List.of(zh ? "读数" : "readings", Integer.toString(trace.series().count())));
        rows.add(List.of(zh ? "最低" : "min", text(recording.lowest())));
        rows.add(List.of(zh ? "最高" : "max", text(recording.highest())));
        recording.findRun().ifPresent(run -> {
            rows.add(List.of(zh ? "平均" : "mean", text(Optional.ofNullable(run.average()))));
            rows.add(List.of(zh ? "平均动力学温度" : "mean kinetic temperature",
                    text(Optional.ofNullable(run.meanKinetic()))));
        });
        return new Table(zh ? "温度记录" : "temperature recording",
                zh ? List.of("项目", "值") : List.of("item", "value"), rows);
    }

    private String text(Optional<BigDecimal> value) {
        return value.map(v -> v.toPlainString() + " " + recording.symbol()).orElse("-");
    }

    private Table alarms(boolean zh) {
        List<String> header = zh ? List.of("报警", "限度", "时间", "持续") : List.of("alarm", "limit", "time", "duration");
        List<List<String>> rows = recording.alarms().stream()
                .map(a -> List.of(Integer.toString(a.limit().id()), a.limit().text(recording.symbol()),
                        a.raised() == null ? "-" : a.raised().toString(), Durations.text(a.duration())))
                .toList();
        return new Table(zh ? "报警" : "alarms", header, rows);
    }

    private Table days(boolean zh) {
        List<String> header = zh ? List.of("日期", "最低", "最高", "平均") : List.of("date", "min", "max", "mean");
        List<List<String>> rows = recording.days().stream()
                .map(day -> List.of(day.date().toString(), plain(day.lowest()), plain(day.highest()),
                        plain(day.average())))
                .toList();
        return new Table(zh ? "逐日记录" : "days", header, rows);
    }

    private static String plain(@Nullable BigDecimal value) {
        return value == null ? "-" : value.toPlainString();
    }

}
