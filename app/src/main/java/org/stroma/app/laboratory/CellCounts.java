package org.stroma.app.laboratory;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Evidence;
import org.stroma.instruments.Instruments;
import org.stroma.instruments.Result;
import org.stroma.instruments.nucleoview.NucleoViewCount;
import org.stroma.instruments.nucleoview.NucleoViewDocument;

/**
 * The counts in an export of a NucleoCounter (NucleoView).
 *
 * @param file the raw bytes, kept as they are
 */
public record CellCounts(Evidence.RawFile file, List<Count> counts) {
    public CellCounts {
        counts = List.copyOf(counts);
    }

    /**
     * One count.
     *
     * @param at when it was counted; null when the file declares no time with its zone
     * @param line its place in the file, first count 1
     */
    public record Count(String sample, String viablePerMl, String viabilityPercent, @Nullable Instant at, String instrument, @Nullable String operator, int line) {
    }

    /** Reads an export; refuses anything else with the reader's own reasons, by line. */
    public static CellCounts read(byte[] bytes, String name) {
        Result result = Instruments.read(bytes, name);
        if (result instanceof Result.Accepted accepted && accepted.document() instanceof NucleoViewDocument document) {
            int[] line = {0};
            return new CellCounts(new Evidence.RawFile(name, "text/csv", bytes), document.counts().stream().map(count -> count(count, ++line[0])).toList());
        }
        String reasons = result instanceof Result.Refused refused
                ? refused.problems().stream().map(Object::toString).limit(5).collect(Collectors.joining("; ")) : "not a NucleoView export";
        throw new Refusal("laboratory.file", Map.of("file", name, "reasons", reasons));
    }

    private static Count count(NucleoViewCount count, int line) {
        BigDecimal live = count.live();
        if (live == null) {
            throw new Refusal("laboratory.file", Map.of("file", count.sampleIdentifier(), "reasons", "no live concentration"));
        }
        String serial = count.serialNumber();
        return new Count(count.sampleIdentifier(), live.toPlainString(), count.viability().toPlainString(),
                count.time() != null && count.zoneDeclared() ? count.time().toInstant() : null, serial == null ? "NC" : "NC " + serial, count.operator(), line);
    }
}
