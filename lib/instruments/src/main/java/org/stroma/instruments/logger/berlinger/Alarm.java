package org.stroma.instruments.logger.berlinger;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;

import org.jspecify.annotations.Nullable;

/**
 * A time beyond a limit as the logger tells it, with the alarm it raised.
 *
 * @param limit the limit that was broken
 * @param started when the temperature went beyond the limit, null if not stated
 * @param raised when the alarm was raised, null when the time allowed was not used up
 * @param ended when the temperature came back, null if not stated
 * @param duration time beyond the limit: of the day (Fridge-tag), of the run or of the event (Q-tag)
 * @param extreme worst temperature of the event, null if not stated
 * @param extremeAt when, null if not stated
 * @param acknowledged whether somebody looked at the device since, null if not stated
 */
public record Alarm(AlarmLimit limit, @Nullable LocalDateTime started, @Nullable LocalDateTime raised,
        @Nullable LocalDateTime ended, Duration duration, @Nullable BigDecimal extreme,
        @Nullable LocalDateTime extremeAt, @Nullable Boolean acknowledged) {}
