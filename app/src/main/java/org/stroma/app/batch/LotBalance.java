package org.stroma.app.batch;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.genealogy.Units;

/** Where the containers and the labels of a lot are. */
@Service
public class LotBalance {
    private static final String LABELS = """
            select l.printed, l.applied, l.specimen, l.destroyed from batch.label_count l
             where l.operation = any (:operations)""";
    private static final Set<String> STOCK = Set.of("FILLED", "LABELLED", "STORED_QUARANTINE", "AVAILABLE");

    private final Units units;
    private final JdbcClient jdbc;

    LotBalance(Units units, JdbcClient jdbc) {
        this.units = units;
        this.jdbc = jdbc;
    }

    /**
     * Containers of a lot; the parts add up to what was filled.
     *
     * @param rejected at inspection, destroyed ones included
     * @param distributable with the plant and not set aside
     * @param elsewhere packed, shipped, used, destroyed later or missing
     */
    public record Containers(int filled, int rejected, int qc, int retained, int stability, int distributable,
            int elsewhere, Map<String, Integer> byState) {
        public int good() {
            return filled - rejected;
        }

        public boolean closes() {
            return filled == rejected + qc + retained + stability + distributable + elsewhere;
        }
    }

    /** Labels of a lot. */
    public record Labels(int printed, int applied, int specimen, int destroyed) {}

    public Containers containers(String lot) {
        Map<String, Integer> states = units.members(lot).stream().filter(unit -> unit.type().equals("CONTAINER"))
                .collect(Collectors.groupingBy(Units.Unit::state, java.util.TreeMap::new,
                        Collectors.summingInt(_ -> 1)));
        int filled = states.values().stream().mapToInt(Integer::intValue).sum();
        int rejected = rejects(lot);
        int qc = states.getOrDefault("SAMPLED_QC", 0);
        int retained = states.getOrDefault("RETAINED", 0);
        int stability = states.getOrDefault("STABILITY", 0);
        int stock = states.entrySet().stream().filter(state -> STOCK.contains(state.getKey()))
                .mapToInt(Map.Entry::getValue).sum();
        return new Containers(filled, rejected, qc, retained, stability, stock,
                filled - rejected - qc - retained - stability - stock, states);
    }

    /** What the inspection said, whatever has become of the rejects since. */
    private int rejects(String lot) {
        return units.events(lot).stream().filter(event -> event.type().equals("OP-170"))
                .mapToInt(event -> Integer.parseInt(String.valueOf(event.parameters().getOrDefault("rejected", "0"))))
                .sum();
    }

    public Optional<Labels> labels(String lot) {
        Long[] operations = units.events(lot).stream().map(org.stroma.app.genealogy.Units.Event::operation)
                .toArray(Long[]::new);
        return jdbc.sql(LABELS).param("operations", operations)
                .query((row, _) -> new Labels(row.getInt("printed"), row.getInt("applied"), row.getInt("specimen"),
                        row.getInt("destroyed")))
                .optional();
    }
}
