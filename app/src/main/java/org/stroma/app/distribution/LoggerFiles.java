package org.stroma.app.distribution;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Evidence;
import org.stroma.instruments.Instruments;
import org.stroma.instruments.Problem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Result;
import org.stroma.instruments.generic.Column;
import org.stroma.instruments.generic.Layout;
import org.stroma.instruments.generic.Mapping;
import org.stroma.instruments.generic.NumberForm;
import org.stroma.instruments.generic.Table;
import org.stroma.instruments.generic.TableReader;
import org.stroma.instruments.generic.TimeColumn;
import org.stroma.instruments.logger.Reading;
import org.stroma.instruments.logger.TemperatureTrace;
import org.stroma.instruments.logger.TimeSeries;
import org.stroma.instruments.logger.TimeSeriesBuilder;
import org.stroma.instruments.logger.ZoneDeclaration;
import org.stroma.instruments.logger.berlinger.RecordingDocument;

/** Reads files of temperature loggers: known formats by themselves, plain tables by the mapping that was declared for the machine. */
@Component
public class LoggerFiles {
    private static final String SERIES = "temperature";
    private static final BigDecimal SECONDS = BigDecimal.valueOf(60);

    /**
     * A recording cut to a period.
     *
     * @param reader id of the format, or table
     */
    public record Recording(String reader, TemperatureTrace trace, Instant from, Instant until) {}

    /**
     * What a recording says of its period. Temperatures in °C, times in minutes.
     *
     * @param longestGap longest time without a reading, from the period's begin and to its end too
     * @param above minutes above the limit, on straight lines between readings
     */
    public record Summary(int readings, BigDecimal lowest, BigDecimal highest, BigDecimal longestGap, BigDecimal limit,
            BigDecimal above, int excursions) {}

    /** Reads a file and keeps what lies in the period; refused with what is wrong and where. */
    public Recording read(Evidence.RawFile file, Qualifications.@Nullable TableMapping mapping, Instant from,
            Instant until) {
        String reader = "table";
        TemperatureTrace whole;
        if (mapping == null) {
            Result.Accepted accepted = switch (Instruments.read(file.bytes(), file.name())) {
                case Result.Accepted good -> good;
                case Result.Refused bad -> throw unreadable(file, bad.problems());
            };
            reader = accepted.format().about().id();
            if (!(accepted.document() instanceof RecordingDocument document)) {
                throw new Refusal("distribution.no-recording", Map.of("file", file.name(), "format", reader));
            }
            whole = document.recording().trace();
        } else {
            whole = table(file, mapping);
        }
        TimeSeries cut = cut(whole.series(), file.name(), from, until);
        if (cut.count() == 0) {
            throw new Refusal("distribution.no-readings",
                    Map.of("file", file.name(), "from", from.toString(), "until", until.toString()));
        }
        return new Recording(reader, new TemperatureTrace(cut), from, until);
    }

    private static TemperatureTrace table(Evidence.RawFile file, Qualifications.TableMapping declared) {
        try {
            Mapping mapping = Mapping.temperature(Layout.csv().withDelimiter(declared.delimiter().charAt(0)),
                    TimeColumn.stamp(Column.named(declared.timeColumn()), declared.timePattern()),
                    ZoneDeclaration.of(ZoneId.of(declared.zone()), "register of loggers"),
                    new Mapping.Value(SERIES, Column.named(declared.valueColumn()), declared.unit(),
                            NumberForm.point()));
            Table table = TableReader.read(file.bytes(), file.name(), mapping);
            if (!table.isWhole()) {
                throw unreadable(file, table.problems());
            }
            return table.temperatures(SERIES);
        } catch (org.stroma.instruments.Refusal refused) {
            throw unreadable(file, List.of(refused.problem()));
        } catch (DateTimeException e) {
            throw new Refusal("distribution.mapping", Map.of("reason", String.valueOf(e.getMessage())));
        }
    }

    private static Refusal unreadable(Evidence.RawFile file, List<Problem> problems) {
        Problem first = problems.stream().filter(problem -> problem.severity() == Problem.Severity.ERROR).findFirst()
                .orElse(problems.getFirst());
        return new Refusal("distribution.unreadable",
                Map.of("file", file.name(), "reason", first.line(LocaleContextHolder.getLocale())));
    }

    private static TimeSeries cut(TimeSeries whole, String name, Instant from, Instant until) {
        TimeSeriesBuilder kept = new TimeSeriesBuilder(whole.name(), whole.unit(), whole.zone(), new Problems(name));
        for (Reading reading : whole.readings()) {
            Instant at = reading.instant();
            if (at == null) {
                throw new Refusal("distribution.no-zone", Map.of("file", name));
            }
            if (!at.isBefore(from) && !at.isAfter(until)) {
                kept.add(at, reading.value(), reading.flagged(), new Problem.Place(name, reading.line(), 0, ""));
            }
        }
        return kept.build(null);
    }

    /** Count, lowest, highest and longest gap of a recording. Temperatures in °C, the gap in minutes. */
    public record Extremes(int readings, BigDecimal lowest, BigDecimal highest, BigDecimal longestGap) {}

    /** What a recording says before any limit is asked about. */
    public Extremes extremes(Recording recording) {
        TimeSeries series = recording.trace().series();
        return new Extremes(series.count(), value(series.lowest().orElseThrow()),
                value(series.highest().orElseThrow()), gap(recording));
    }

    /**
     * The summary of a recording against an upper limit in °C.
     *
     * @param bridged up to what gap the curve goes straight on
     */
    public Summary summarise(Recording recording, BigDecimal limit, Duration bridged) {
        Extremes extremes = extremes(recording);
        TemperatureTrace.Exposure exposure = recording.trace()
                .exposure(TemperatureTrace.Question.above(limit, bridged));
        return new Summary(extremes.readings(), extremes.lowest(), extremes.highest(), extremes.longestGap(), limit,
                minutes(exposure.cumulated()),
                extremes.highest().compareTo(limit) > 0 ? Math.max(1, exposure.excursions()) : 0);
    }

    private static BigDecimal gap(Recording recording) {
        Instant last = recording.from();
        Duration longest = Duration.ZERO;
        TimeSeries series = recording.trace().series();
        for (int n = 0; n < series.size(); n++) {
            Reading reading = series.inTime(n);
            Instant at = reading.instant();
            if (reading.value() != null && at != null) {
                longest = longer(longest, Duration.between(last, at));
                last = at;
            }
        }
        return minutes(longer(longest, Duration.between(last, recording.until())));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    static BigDecimal minutes(Duration duration) {
        return BigDecimal.valueOf(duration.toSeconds()).divide(SECONDS, 2, RoundingMode.HALF_UP).stripTrailingZeros();
    }

    private static BigDecimal value(Reading reading) {
        BigDecimal value = reading.value();
        if (value == null) {
            throw new IllegalStateException("an extreme without a value");
        }
        return value;
    }

    /** A point of the drawn curve. */
    public record Point(String at, BigDecimal celsius) {}

    /** The shape of a recording in few points: of each stretch its first, lowest and highest reading, so that no excursion is hidden. */
    public List<Point> outline(Recording recording, int points) {
        List<Point> outline = new ArrayList<>();
        for (Reading reading : recording.trace().outline(points)) {
            Instant at = reading.instant();
            if (at != null && reading.value() != null) {
                outline.add(new Point(at.toString(), value(reading)));
            }
        }
        return outline;
    }
}
