package org.stroma.app.batch;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.stroma.app.genealogy.Units;
import org.stroma.bioprocess.Cells;
import org.stroma.bioprocess.Growth;

/** The growth of a unit's ancestry, passage by passage, as the door booked it and as the library calculates it. */
@Service
public class Growths {
    private static final List<String> HARVESTED = List.of("OP-130A", "OP-130B");

    private final Units units;

    Growths(Units units) {
        this.units = units;
    }

    /**
     * One passage.
     *
     * @param seeded viable cells that went on to be harvested; discarded vessels are not among them
     * @param hours from the end of seeding to the start of the harvest
     * @param booked population doublings of the door, negative when cells were lost
     * @param growth the same passage calculated by the library
     * @param cpdl cumulative doublings of the harvest, booked by the door; they count from the primary harvest
     */
    public record Passage(String culture, String harvest, int passage, Instant seededAt, Instant harvestedAt,
            BigDecimal seeded, BigDecimal harvested, double hours, BigDecimal booked, Growth growth,
            BigDecimal cpdl) {
        /** Hours for one doubling; null unless the culture grew. */
        public @Nullable Double doublingTimeHours() {
            return growth.doublingTimeHours().isPresent() ? growth.doublingTimeHours().getAsDouble() : null;
        }
    }

    /** Passages that a unit has behind it, oldest first; empty for primary cultures. */
    public List<Passage> of(String code) {
        List<Passage> passages = new ArrayList<>();
        for (Units.Unit harvest : units.above(code, "HARVEST")) {
            Units.Event made = units.events(harvest.code()).getFirst();
            BigDecimal booked = made.doublings();
            if (HARVESTED.contains(made.type()) && booked != null) {
                passages.add(passage(harvest, made, booked));
            }
        }
        return passages;
    }

    private Passage passage(Units.Unit harvest, Units.Event made, BigDecimal booked) {
        List<Units.Unit> cultures = units.takenBy(made.operation()).stream()
                .filter(unit -> unit.type().equals("PASSAGE_CULTURE")).toList();
        BigDecimal seeded = cultures.stream().map(culture -> taken(culture, made.operation()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        Instant seededAt = cultures.stream().map(Units.Unit::madeAt).min(Instant::compareTo).orElseThrow();
        BigDecimal harvested = amount(harvest);
        double hours = Duration.between(seededAt, made.startedAt()).toSeconds() / 3600.0;
        return new Passage(cultures.getFirst().code(), harvest.code(),
                harvest.passage() == null ? 0 : harvest.passage(), seededAt, made.startedAt(), seeded, harvested, hours,
                booked, new Growth(Cells.viable(seeded), Cells.viable(harvested), hours),
                harvest.cpdl() == null ? BigDecimal.ZERO : harvest.cpdl());
    }

    private BigDecimal taken(Units.Unit culture, long operation) {
        return units.events(culture.code()).stream().filter(event -> event.operation() == operation)
                .map(Units.Event::quantity).filter(java.util.Objects::nonNull).findFirst().orElse(BigDecimal.ZERO);
    }

    private static BigDecimal amount(Units.Unit unit) {
        return unit.quantity() == null ? BigDecimal.ZERO : unit.quantity();
    }
}
