package org.stroma.app.batch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.genealogy.Units;

/** Where the containers and the labels of a lot are. */
@Service
public class LotBalance {
    private static final String LABELS = """
            select l.printed, l.applied, l.specimen, l.destroyed from batch.label_count l join genealogy.unit u on u.id = l.lot where u.code = :lot""";
    private static final Set<String> STOCK = Set.of("FILLED", "LABELLED", "STORED_QUARANTINE", "AVAILABLE");

    private final Units units;
    private final Inquiries inquiries;

    LotBalance(Units units, Inquiries inquiries) {
        this.units = units;
        this.inquiries = inquiries;
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

    /** What has to be asked to balance a lot; others may be asked in the same statement. */
    public record Asked(Inquiry<Units.Count> states, Inquiry<Labels> labelled, Inquiry<Units.Happened> events) {
        public List<Inquiry<?>> inquiries() {
            return List.of(states, labelled, events);
        }

        public Containers containers(Inquiries.Answers answers) {
            Map<String, Integer> byState = answers.list(states).stream().filter(each -> each.type().equals("CONTAINER"))
                    .collect(Collectors.toMap(Units.Count::state, Units.Count::count, Integer::sum, TreeMap::new));
            int filled = byState.values().stream().mapToInt(Integer::intValue).sum();
            int rejected = rejects(answers);
            int qc = byState.getOrDefault("SAMPLED_QC", 0);
            int retained = byState.getOrDefault("RETAINED", 0);
            int stability = byState.getOrDefault("STABILITY", 0);
            int stock = byState.entrySet().stream().filter(state -> STOCK.contains(state.getKey()))
                    .mapToInt(Map.Entry::getValue).sum();
            return new Containers(filled, rejected, qc, retained, stability, stock,
                    filled - rejected - qc - retained - stability - stock, byState);
        }

        /** What the inspection said, whatever has become of the rejects since. */
        private int rejects(Inquiries.Answers answers) {
            return answers.list(events).stream().map(Units.Happened::event)
                    .filter(event -> event.type().equals("OP-170"))
                    .mapToInt(event -> Integer.parseInt(
                            String.valueOf(event.parameters().getOrDefault("rejected", "0"))))
                    .sum();
        }

        public Optional<Labels> labels(Inquiries.Answers answers) {
            return answers.find(labelled);
        }
    }

    public Asked ask(String lot) {
        return new Asked(units.askStates(lot), askLabels(lot), units.askEvents(List.of(lot)));
    }

    private static Inquiry<Labels> askLabels(String lot) {
        return Inquiry.of(LABELS, Map.of("lot", lot), row -> new Labels(row.count("printed"), row.count("applied"),
                row.count("specimen"), row.count("destroyed")));
    }

    public Containers containers(String lot) {
        Asked asked = ask(lot);
        return asked.containers(inquiries.ask(asked.inquiries()));
    }

    public Optional<Labels> labels(String lot) {
        return inquiries.find(askLabels(lot));
    }
}
