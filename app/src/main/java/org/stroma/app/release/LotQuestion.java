package org.stroma.app.release;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stroma.app.bank.TestDecisions;
import org.stroma.app.batch.LotBalance;
import org.stroma.app.donor.Eligibility;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.gate.GateSubject.Question;
import org.stroma.app.genealogy.Units;
import org.stroma.app.quality.Deviations;
import org.stroma.app.standard.Value;
import org.stroma.measure.Measurement;
import org.stroma.measure.Qualifier;

/**
 * How a lot is judged at its two releases: by the product's release specification and batch-level requirements, on its own
 * evidence and on facts read afresh from everything above it.
 */
@Component
class LotQuestion {
    private static final String ABOVE = """
            select u.code, u.type, u.state,
                   exists (select from genealogy.hold h where h.unit = u.id and h.closed_at is null and h.kind = 'STOP') as stopped,
                   exists (select from genealogy.hold h where h.unit = u.id and h.closed_at is null and h.kind = 'OBLIGATION') as obliged,
                   exists (select from genealogy.hold h where h.unit = u.id and h.closed_at is null and h.cause = 'RECALL') as recalled
              from genealogy.ancestors(array [:lot]) a join genealogy.unit u on u.id = a.unit""";
    private static final List<String> BAD = List.of("REJECTED", "INELIGIBLE", "WITHDRAWN", "RECALLED", "SUSPENDED");
    private static final String PRE_FREEZE = "viable_cells_per_ml";

    private final JdbcClient jdbc;
    private final Units units;
    private final Evidence evidence;
    private final Deviations deviations;
    private final Eligibility eligibility;
    private final LotBalance balance;
    private final TestDecisions decisions;

    LotQuestion(JdbcClient jdbc, Units units, Evidence evidence, Deviations deviations, Eligibility eligibility,
            LotBalance balance, TestDecisions decisions) {
        this.jdbc = jdbc;
        this.units = units;
        this.evidence = evidence;
        this.deviations = deviations;
        this.eligibility = eligibility;
        this.balance = balance;
        this.decisions = decisions;
    }

    private record Above(String code, String type, String state, boolean stopped, boolean obliged, boolean recalled) {}

    Optional<Question> of(Units.Unit lot) {
        if (!lot.type().equals("LOT") || lot.product() == null) {
            return Optional.empty();
        }
        String product = lot.product().toLowerCase(Locale.ROOT).replace("-", "");
        return Optional.of(Question.of(product + "-release+" + product + "-batch", lot.code()).deriving(derived(lot)));
    }

    private List<Entry> derived(Units.Unit lot) {
        List<Above> above = jdbc.sql(ABOVE).param("lot", lot.id())
                .query((row, _) -> new Above(row.getString("code"), row.getString("type"), row.getString("state"),
                        row.getBoolean("stopped"), row.getBoolean("obliged"), row.getBoolean("recalled")))
                .list();
        List<String> inputs = above.stream().map(each -> each.code() + ":" + each.state()).sorted().toList();
        List<Entry> facts = new ArrayList<>();
        boolean clear = above.stream().noneMatch(each -> each.stopped() || BAD.contains(each.state()));
        facts.add(Entry.derived(lot.code(), "ancestors_clear", new Value.Flag(clear), "ancestor-status/1", inputs));
        facts.add(Entry.derived(lot.code(), "ancestor_recalled",
                new Value.Flag(above.stream().anyMatch(Above::recalled)), "ancestor-status/1", inputs));
        List<String> obliged = above.stream().filter(Above::obliged).map(Above::code).sorted().toList();
        facts.add(Entry.derived(lot.code(), "obligations_open", new Value.Flag(!obliged.isEmpty()), "obligations/1",
                obliged));
        if (above.stream().anyMatch(each -> each.type().equals("DONOR_RECORD"))) {
            eligibility.find(lot.code()).ifPresent(reading -> facts.add(reading.asEvidenceOf(lot.code())));
        }
        if (lot.passage() != null) {
            facts.add(Entry.derived(lot.code(), "passage", measured(new BigDecimal(lot.passage()), "{passage}"),
                    "passage/1", List.of()));
        }
        if (lot.cpdl() != null) {
            facts.add(Entry.derived(lot.code(), "cpdl", measured(lot.cpdl(), "{doublings}"), "cpdl/1", List.of()));
        }
        containers(lot, facts);
        balance.labels(lot.code()).ifPresent(labels -> facts.add(labels(lot, labels)));
        facts.addAll(decisions.decided(lot.code()));
        List<Deviations.Concerning> concerning = deviations.concerning(lot.code());
        facts.add(Entry.derived(lot.code(), "impact_conclusions_signed",
                new Value.Flag(concerning.stream().allMatch(each -> each.concluded() && each.state().equals("CLOSED"))),
                "lot-impact/1", concerning.stream().map(each -> each.code() + ":" + each.state()).toList()));
        recovery(lot).ifPresent(facts::add);
        return facts;
    }

    /** Every label that was printed is on a container, a specimen or destroyed, and as many are on containers as were filled. */
    private Entry labels(Units.Unit lot, LotBalance.Labels labels) {
        boolean balanced = labels.printed() == labels.applied() + labels.specimen() + labels.destroyed()
                && labels.applied() == balance.containers(lot.code()).filled();
        return Entry.derived(lot.code(), "label_reconciled", new Value.Flag(balanced), "labels/1",
                List.of("printed:" + labels.printed(), "applied:" + labels.applied(),
                        "specimen:" + labels.specimen(), "destroyed:" + labels.destroyed()));
    }

    /** Every container that was filled is somewhere, and what has to be kept or tested was taken. */
    private void containers(Units.Unit lot, List<Entry> facts) {
        Map<String, Long> byState = units.members(lot.code()).stream()
                .filter(member -> member.type().equals("CONTAINER"))
                .collect(Collectors.groupingBy(Units.Unit::state, java.util.TreeMap::new, Collectors.counting()));
        List<String> counts = byState.entrySet().stream().map(entry -> entry.getKey() + ":" + entry.getValue())
                .toList();
        boolean nothingLost = !byState.isEmpty() && !byState.containsKey("MISSING") && !byState.containsKey("FILLED")
                && !byState.containsKey("LABELLED");
        facts.add(Entry.derived(lot.code(), "containers_reconciled", new Value.Flag(nothingLost), "containers/1",
                counts));
        boolean taken = byState.getOrDefault("SAMPLED_QC", 0L) > 0 && byState.getOrDefault("RETAINED", 0L) > 0
                && byState.getOrDefault("STABILITY", 0L) > 0;
        facts.add(Entry.derived(lot.code(), "samples_in_place", new Value.Flag(taken), "samples/1", counts));
    }

    /** Recovery: mean viable concentration after thaw ÷ viable concentration at filling, in percent (domain brief 4.1). */
    private Optional<Entry> recovery(Units.Unit lot) {
        Object before = lot.attributes().get(PRE_FREEZE);
        if (before == null) {
            return Optional.empty();
        }
        return evidence.list(lot.code()).stream()
                .filter(item -> item.characteristic().equals("viable_concentration") && item.reviewed()
                        && !item.invalidated())
                .findFirst()
                .map(item -> {
                    List<BigDecimal> sizes = item.values().stream()
                            .map(value -> ((Value.Measured) value).measurement().written().orElseThrow().value())
                            .toList();
                    BigDecimal mean = sizes.stream().reduce(BigDecimal.ZERO, BigDecimal::add)
                            .divide(new BigDecimal(sizes.size()), MathContext.DECIMAL64);
                    BigDecimal percent = mean.multiply(new BigDecimal(100)).divide(new BigDecimal(before.toString()),
                            MathContext.DECIMAL64);
                    Entry derived = Entry.derived(lot.code(), "recovery", measured(percent, "%"), "recovery/1",
                            List.of(Long.toString(item.id()), PRE_FREEZE + ":" + before));
                    // What is computed from a count is as good as the method of the count.
                    return item.method() == null ? derived : derived.byMethod(item.method(), item.validated());
                });
    }

    private static Value measured(BigDecimal value, String unit) {
        return new Value.Measured(Measurement.parse(value.stripTrailingZeros().toPlainString(), unit, Qualifier.NONE));
    }
}
