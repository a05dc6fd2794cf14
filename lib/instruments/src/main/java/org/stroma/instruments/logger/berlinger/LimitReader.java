package org.stroma.instruments.logger.berlinger;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.logger.TemperatureTrace.Side;

/**
 * The alarms of {@code Conf}. A Q-tag states their type (0 off, 1 and 3 below, 2 and 4 above, 3 and 4 accumulated); a
 * Fridge-tag states none, and its alarm 0 is the lower limit, 1 the upper, both accumulated over the day.
 */
final class LimitReader {

    private final Cells cells;
    private final Problems problems;

    LimitReader(Cells cells, Problems problems) {
        this.cells = cells;
        this.problems = problems;
    }

    List<AlarmLimit> limits(Entry conf) {
        List<AlarmLimit> limits = new ArrayList<>();
        for (Entry entry : conf.children("Alarm")) {
            AlarmLimit limit = limit(entry);
            if (limit != null)
                limits.add(limit);
        }
        return limits;
    }

    private @Nullable AlarmLimit limit(Entry entry) {
        String type = entry.text("Type");
        if (type.equals("0"))
            return null;
        BigDecimal id = Cells.number(entry.key());
        BigDecimal temperature = cells.number(entry, "T AL");
        Side side = type.isEmpty() ? sideById(entry.key()) : sideByType(type);
        if (id == null || temperature == null || side == null) {
            problems.add(EntryParser.place(problems, entry), FileProblem.VALUE_NOT_USED, "Alarm " + entry.key(),
                    "Type " + type + ", T AL " + entry.text("T AL"));
            return null;
        }
        boolean accumulated = type.isEmpty() || type.equals("3") || type.equals("4");
        return new AlarmLimit(id.intValue(), side, accumulated, temperature, allowed(entry));
    }

    private Duration allowed(Entry entry) {
        return cells.minutes(entry, "t AL");
    }

    private static @Nullable Side sideById(String id) {
        return switch (id) {
            case "0" -> Side.BELOW;
            case "1" -> Side.ABOVE;
            default -> null;
        };
    }

    private static @Nullable Side sideByType(String type) {
        return switch (type) {
            case "1", "3" -> Side.BELOW;
            case "2", "4" -> Side.ABOVE;
            default -> null;
        };
    }

}
