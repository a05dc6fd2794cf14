package org.stroma.instruments.generic;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.generic.StampParser.Stamped;
import org.stroma.instruments.logger.LoggerProblem;
import org.stroma.instruments.logger.ZoneDeclaration;

/** Reads the time of each row as a {@link TimeColumn} says; a row without a readable time becomes a problem. */
final class RowClock {

    private static final Pattern ELAPSED = Pattern.compile("(\\d{1,6}):([0-5]\\d)(?::([0-5]\\d(?:[.,]\\d{1,6})?))?");
    /** Some ten thousand years in microseconds: counts beyond are no time. */
    private static final BigDecimal FARTHEST = new BigDecimal("3e17");

    private final TimeColumn clock;
    private final Problems problems;
    private int[] at = new int[0];
    private Optional<StampParser> stamps = Optional.empty();

    RowClock(TimeColumn clock, Problems problems) {
        this.clock = clock;
        this.problems = problems;
        if (clock instanceof TimeColumn.Stamp stamp)
            stamps = Optional.of(new StampParser(stamp.pattern(), stamp.locale()));
    }

    /** The zone of the series: as mapped, unless the rows place themselves on the world's timeline. */
    ZoneDeclaration zone(ZoneDeclaration mapped) {
        boolean placed = clock instanceof TimeColumn.SinceEpoch
                || clock instanceof TimeColumn.Stamp stamp && StampParser.hasZone(stamp.pattern());
        return placed && mapped instanceof ZoneDeclaration.Undeclared
                ? ZoneDeclaration.of(ZoneOffset.UTC, "each row")
                : mapped;
    }

    void locate(ToIntFunction<Column> index) {
        at = Mapping.columns(clock).stream().mapToInt(index).toArray();
    }

    boolean uses(int column) {
        return IntStream.of(at).anyMatch(index -> index == column);
    }

    Optional<Stamped> read(List<String> cells, int line) {
        String text = text(cells);
        Optional<Stamped> time = switch (clock) {
            case TimeColumn.Stamp stamp -> stamps.flatMap(parser -> parser.parse(text));
            case TimeColumn.SinceEpoch epoch -> count(text, epoch.unit())
                    .map(since -> new Stamped.Placed(Instant.EPOCH.plus(since)));
            case TimeColumn.SinceStart start -> elapsed(text, start.unit())
                    .map(since -> new Stamped.Local(start.start().plus(since)));
        };
        if (time.isEmpty())
            problems.add(new Place(problems.place().file(), line, at[0] + 1, ""), LoggerProblem.NOT_A_TIME,
                    TableReader.excerpt(text));
        return time;
    }

    private String text(List<String> cells) {
        StringBuilder text = new StringBuilder();
        for (int index : at) {
            if (!text.isEmpty())
                text.append(' ');
            text.append(index < cells.size() ? cells.get(index) : "");
        }
        return text.toString();
    }

    private static Optional<Duration> count(String text, ChronoUnit unit) {
        return NumberForm.point().parse(text)
                .filter(n -> n.abs().multiply(BigDecimal.valueOf(unit.getDuration().toNanos() / 1_000))
                        .compareTo(FARTHEST) < 0)
                .map(n -> TimeColumn.duration(n, unit));
    }

    private static Optional<Duration> elapsed(String text, ChronoUnit unit) {
        Matcher parts = ELAPSED.matcher(text);
        if (!parts.matches())
            return count(text.replace(',', '.'), unit);
        BigDecimal seconds = parts.group(3) == null
                ? BigDecimal.ZERO
                : new BigDecimal(parts.group(3).replace(',', '.'));
        return Optional.of(Duration.ofHours(Long.parseLong(parts.group(1)))
                .plusMinutes(Long.parseLong(parts.group(2))).plus(TimeColumn.duration(seconds, ChronoUnit.SECONDS)));
    }

}
