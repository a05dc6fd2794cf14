package org.stroma.instruments.logger.berlinger;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.logger.TemperatureTrace;
import org.stroma.instruments.logger.ZoneDeclaration;

/**
 * Everything a logger's file says. The raw bytes stay with the caller; the signature is kept and not verified, because the
 * vendor does not publish what it signs.
 *
 * @param device as printed, such as {@code Q-tag Fridge-tag 2 L}
 * @param firmware version of the firmware
 * @param serial identification of the device
 * @param zone time zone of its clock
 * @param unit UCUM code of all temperatures but those of the trace: {@code Cel} or {@code [degF]}
 * @param activated when the device was activated, null if not stated
 * @param created when the report was made, null if not stated
 * @param limits the alarms that are switched on
 * @param days daily records, the latest first; empty for a Q-tag
 * @param run summary of the run; null for a Fridge-tag
 * @param alarms every alarm that was raised, in file order
 * @param faults errors the device counted
 * @param markers readings a person marked by the button
 * @param trace the recorded readings in Cel; empty when the device keeps daily records only
 * @param configuration every entry of the file that is no day, reading, alarm or key, by its path
 */
public record Recording(String device, String firmware, String serial, ZoneDeclaration zone, String unit,
        @Nullable LocalDateTime activated, @Nullable LocalDateTime created, List<AlarmLimit> limits,
        List<DayRecord> days, @Nullable RunSummary run, List<Alarm> alarms, List<DeviceFault> faults,
        List<Marker> markers, TemperatureTrace trace, Map<String, String> configuration) {

    /** An error the device counted; its number is the vendor's own. */
    public record DeviceFault(String number, int count, @Nullable LocalDateTime lastAt) {}

    /** A reading that a person marked. */
    public record Marker(String number, @Nullable BigDecimal temperature, @Nullable LocalDateTime at) {}

    public Recording {
        limits = List.copyOf(limits);
        days = List.copyOf(days);
        alarms = List.copyOf(alarms);
        faults = List.copyOf(faults);
        markers = List.copyOf(markers);
        configuration = Collections.unmodifiableMap(new LinkedHashMap<>(configuration));
    }

    /** The summary of the run, for a Q-tag. */
    public Optional<RunSummary> findRun() {
        return Optional.ofNullable(run);
    }

    /** The lowest temperature the device states, of the run or of all days. */
    public Optional<BigDecimal> lowest() {
        if (run != null)
            return Optional.ofNullable(run.lowest());
        return days.stream().flatMap(day -> Stream.ofNullable(day.lowest()))
                .min(BigDecimal::compareTo);
    }

    /** The highest temperature the device states, of the run or of all days. */
    public Optional<BigDecimal> highest() {
        if (run != null)
            return Optional.ofNullable(run.highest());
        return days.stream().flatMap(day -> Stream.ofNullable(day.highest()))
                .max(BigDecimal::compareTo);
    }

}
