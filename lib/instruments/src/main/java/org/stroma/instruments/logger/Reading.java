package org.stroma.instruments.logger;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;

import org.jspecify.annotations.Nullable;

/**
 * One row of a recording.
 *
 * @param local the clock of the file
 * @param instant the same on the world's timeline, null when the zone is undeclared
 * @param value the number with its printed decimals in the unit of the series, null when the row holds none
 * @param flagged whether the machine itself marked the row, such as out of limits
 * @param line line in the file, from 1
 */
public record Reading(LocalDateTime local, @Nullable Instant instant, @Nullable BigDecimal value, boolean flagged,
        int line) {}
