package org.stroma.app.distribution;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.stroma.app.database.Refusal;
import org.stroma.app.donor.TransportLoggers;
import org.stroma.app.evidence.Evidence;

/** Loggers that travel with cords are in the same register as those of shipments, and their files are read alike. */
@Component
class CordLoggers implements TransportLoggers {
    private final Qualifications qualifications;
    private final LoggerFiles files;

    CordLoggers(Qualifications qualifications, LoggerFiles files) {
        this.qualifications = qualifications;
        this.files = files;
    }

    @Override
    public Summary read(String serial, Evidence.RawFile file, Instant from, Instant until) {
        LoggerFiles.Recording recording = recording(serial, file, from, until);
        LoggerFiles.Extremes extremes = files.extremes(recording);
        return new Summary(recording.reader(), extremes.readings(), extremes.lowest(), extremes.highest(),
                extremes.longestGap());
    }

    /** Straight lines over gaps of any length: a gap that is too long fails by itself, and none hides time above the limit. */
    @Override
    public BigDecimal minutesAbove(String serial, Evidence.RawFile file, Instant from, Instant until,
            BigDecimal celsius) {
        return files.summarise(recording(serial, file, from, until), celsius, Duration.between(from, until)).above();
    }

    private LoggerFiles.Recording recording(String serial, Evidence.RawFile file, Instant from, Instant until) {
        Qualifications.Qualification logger = qualifications.of(Qualifications.Kind.LOGGER, serial, until)
                .orElseThrow(() -> new Refusal("distribution.unknown-logger", Map.of("logger", serial)));
        return files.read(file, logger.mapping(), from, until);
    }
}
