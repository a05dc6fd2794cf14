package org.stroma.instruments.logger.berlinger;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a Fridge-tag keeps of one day; the temperatures come from a measurement each minute and are in the unit of the file.
 *
 * @param number 1 is the latest day
 * @param date day by the clock of the device
 * @param lowest null when the sensor gave nothing
 * @param lowestAt time of day
 * @param highest null when the sensor gave nothing
 * @param highestAt time of day
 * @param average null when the sensor gave nothing
 * @param limits time beyond each limit
 * @param sensors time without a sensor
 * @param events the device's bit field of events (16: a person checked the display)
 * @param checked times of day at which a person checked the display
 */
public record DayRecord(int number, LocalDate date, @Nullable BigDecimal lowest, @Nullable LocalTime lowestAt,
        @Nullable BigDecimal highest, @Nullable LocalTime highestAt, @Nullable BigDecimal average,
        List<BeyondLimit> limits, List<SensorFault> sensors, int events, List<LocalTime> checked) {

    /**
     * Time beyond one limit during a day.
     *
     * @param limit the configured limit
     * @param accumulated time beyond it
     * @param raisedAt when the alarm was raised, null without an alarm
     * @param ambient temperature at the display then, null if not stated
     * @param checks how often the display was checked since, null without an alarm
     */
    public record BeyondLimit(AlarmLimit limit, Duration accumulated, @Nullable LocalTime raisedAt,
            @Nullable BigDecimal ambient, @Nullable Integer checks) {

        /** As the vendor's report words it: {@code ALARM!} until somebody checks the display, then {@code ALARM}. */
        public String status(boolean dayIsOver) {
            if (raisedAt == null)
                return dayIsOver ? "ok" : "In progress";
            return checks != null && checks > 0 ? "ALARM" : "ALARM!";
        }

    }

    /**
     * Time without a sensor during a day.
     *
     * @param external whether it is the external sensor
     * @param accumulated time without it
     * @param raisedAt when the alarm was raised, null without one
     */
    public record SensorFault(boolean external, Duration accumulated, @Nullable LocalTime raisedAt) {}

    public DayRecord {
        limits = List.copyOf(limits);
        sensors = List.copyOf(sensors);
        checked = List.copyOf(checked);
    }

}
