package org.stroma.app.release;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stroma.app.bank.TestDecisions;
import org.stroma.app.batch.LotBalance;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.database.Refusal;
import org.stroma.app.donor.Eligibility;
import org.stroma.app.evidence.Entry;
import org.stroma.app.gate.GateSubject.Question;
import org.stroma.app.gate.Grounds;
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
    /** What an earlier decision on the lot itself left behind is what the release answers; it is no bar above it. */
    private static final String ABOVE = """
            select u.code, u.type, u.state,
                   exists (select from genealogy.hold h where h.unit = u.id and h.closed_at is null and h.kind = 'STOP'
                              and not (u.id = :lot and h.cause = 'VOID')) as stopped,
                   exists (select from genealogy.hold h where h.unit = u.id and h.closed_at is null and h.kind = 'OBLIGATION') as obliged,
                   exists (select from genealogy.hold h where h.unit = u.id and h.closed_at is null and h.cause = 'RECALL') as recalled
              from genealogy.ancestors(array [:lot]) a join genealogy.unit u on u.id = a.unit""";
    private static final List<String> BAD = List.of("REJECTED", "INELIGIBLE", "WITHDRAWN", "RECALLED", "SUSPENDED");
    private static final String PRE_FREEZE = "viable_cells_per_ml";

    private final Inquiries inquiries;
    private final Eligibility eligibility;
    private final LotBalance balance;
    private final TestDecisions decisions;

    LotQuestion(Inquiries inquiries, Eligibility eligibility, LotBalance balance, TestDecisions decisions) {
        this.inquiries = inquiries;
        this.eligibility = eligibility;
        this.balance = balance;
        this.decisions = decisions;
    }

    private record Above(String code, String type, String state, boolean stopped, boolean obliged, boolean recalled) {}

    /** What other modules know about a lot, as one statement read it. */
    private record Known(List<Above> above, Optional<Eligibility.Known> donor, LotBalance.Containers containers,
            Optional<LotBalance.Labels> labels, List<TestDecisions.Decision> decisions,
            List<Deviations.Concerning> deviations, List<String> destinations, List<String> since) {

        boolean descendsFromADonor() {
            return above.stream().anyMatch(each -> each.type().equals("DONOR_RECORD"));
        }
    }

    Optional<Question> of(Units.Unit lot, Grounds grounds) {
        if (!lot.type().equals("LOT") || lot.product() == null) {
            return Optional.empty();
        }
        String product = lot.product().toLowerCase(Locale.ROOT).replace("-", "");
        String standard = product + "-release+" + product + "-batch";
        Known known = ask(lot);
        if (known.descendsFromADonor()) {
            Eligibility.Known donor = known.donor()
                    .orElseThrow(() -> new Refusal("not-found", Map.of("unit", lot.code())));
            Set<String> evidence = new LinkedHashSet<>(donor.units());
            evidence.add(lot.code());
            grounds.evidence(evidence);
            grounds.expect(grounds.now(standard), donor.standard(grounds.asOf()));
        }
        return Optional.of(new Question(standard, List.of(lot.code()), derived(lot, known, grounds),
                Map.of("RELEASED_RESTRICTED", known.destinations()), Map.of()));
    }

    private Known ask(Units.Unit lot) {
        Inquiry<Above> above = Inquiry.of(ABOVE, Map.of("lot", lot.id()),
                row -> new Above(row.text("code"), row.text("type"), row.text("state"), row.flag("stopped"),
                        row.flag("obliged"), row.flag("recalled")));
        Eligibility.Asked donor = eligibility.ask(lot.code());
        LotBalance.Asked balanced = balance.ask(lot.code());
        Inquiry<TestDecisions.Decision> decided = decisions.ask(lot.code());
        Inquiry<Deviations.Concerning> concerning = Deviations.askConcerning(lot.code());
        Inquiry<List<String>> destinations = Destinations.askAllowed(lot.code());
        Inquiry<String> since = AuditTrailReviews.askSince(lot.code());
        Inquiries.Answers answers = inquiries
                .ask(Stream.of(List.of(above, decided, concerning, destinations, since), donor.inquiries(),
                        balanced.inquiries()).flatMap(List::stream).toList());
        return new Known(answers.list(above), donor.known(answers), balanced.containers(answers),
                balanced.labels(answers), answers.list(decided), answers.list(concerning),
                answers.find(destinations).orElse(List.of()), answers.list(since));
    }

    private List<Entry> derived(Units.Unit lot, Known known, Grounds grounds) {
        List<Entry> facts = new ArrayList<>(ancestry(lot, known.above()));
        if (known.descendsFromADonor()) {
            known.donor().flatMap(donor -> eligibility.read(donor, grounds))
                    .ifPresent(reading -> facts.add(reading.asEvidenceOf(lot.code())));
        }
        if (lot.passage() != null) {
            facts.add(Entry.derived(lot.code(), "passage", measured(new BigDecimal(lot.passage()), "{passage}"),
                    "passage/1", List.of()));
        }
        if (lot.cpdl() != null) {
            facts.add(Entry.derived(lot.code(), "cpdl", measured(lot.cpdl(), "{doublings}"), "cpdl/1", List.of()));
        }
        containers(lot, known.containers(), facts);
        known.labels().ifPresent(labels -> facts.add(labels(lot, labels, known.containers())));
        facts.addAll(decisions.decided(known.decisions()));
        facts.add(Entry.derived(lot.code(), "impact_conclusions_signed",
                new Value.Flag(known.deviations().stream()
                        .allMatch(each -> each.concluded() && each.state().equals("CLOSED"))),
                "lot-impact/1", known.deviations().stream().map(each -> each.code() + ":" + each.state()).toList()));
        facts.add(Entry.derived(lot.code(), AuditTrailReviews.CURRENT, new Value.Flag(known.since().isEmpty()),
                "audit-trail-current/1", known.since()));
        recovery(lot, grounds).ifPresent(facts::add);
        return facts;
    }

    /** How everything above the lot stands now. */
    private static List<Entry> ancestry(Units.Unit lot, List<Above> above) {
        List<String> inputs = above.stream().map(each -> each.code() + ":" + each.state()).sorted().toList();
        boolean clear = above.stream().noneMatch(each -> each.stopped() || BAD.contains(each.state()));
        List<String> obliged = above.stream().filter(Above::obliged).map(Above::code).sorted().toList();
        return List.of(
                Entry.derived(lot.code(), "ancestors_clear", new Value.Flag(clear), "ancestor-status/1", inputs),
                Entry.derived(lot.code(), "ancestor_recalled",
                        new Value.Flag(above.stream().anyMatch(Above::recalled)), "ancestor-status/1", inputs),
                Entry.derived(lot.code(), "obligations_open", new Value.Flag(!obliged.isEmpty()), "obligations/1",
                        obliged));
    }

    /** Every label that was printed is on a container, a specimen or destroyed, and as many are on containers as were filled. */
    private static Entry labels(Units.Unit lot, LotBalance.Labels labels, LotBalance.Containers containers) {
        boolean balanced = labels.printed() == labels.applied() + labels.specimen() + labels.destroyed()
                && labels.applied() == containers.filled();
        return Entry.derived(lot.code(), "label_reconciled", new Value.Flag(balanced), "labels/1",
                List.of("printed:" + labels.printed(), "applied:" + labels.applied(),
                        "specimen:" + labels.specimen(), "destroyed:" + labels.destroyed()));
    }

    /** Every container that was filled is somewhere, and what has to be kept or tested was taken. */
    private static void containers(Units.Unit lot, LotBalance.Containers containers, List<Entry> facts) {
        Map<String, Integer> byState = new TreeMap<>(containers.byState());
        List<String> counts = byState.entrySet().stream().map(entry -> entry.getKey() + ":" + entry.getValue())
                .toList();
        boolean nothingLost = !byState.isEmpty() && !byState.containsKey("MISSING") && !byState.containsKey("FILLED")
                && !byState.containsKey("LABELLED");
        facts.add(Entry.derived(lot.code(), "containers_reconciled", new Value.Flag(nothingLost), "containers/1",
                counts));
        boolean taken = containers.qc() > 0 && containers.retained() > 0 && containers.stability() > 0;
        facts.add(Entry.derived(lot.code(), "samples_in_place", new Value.Flag(taken), "samples/1", counts));
    }

    /** Recovery: mean viable concentration after thaw ÷ viable concentration at filling, in percent (domain brief 4.1). */
    private static Optional<Entry> recovery(Units.Unit lot, Grounds grounds) {
        Object before = lot.attributes().get(PRE_FREEZE);
        if (before == null) {
            return Optional.empty();
        }
        return grounds.evidence(List.of(lot.code())).stream()
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
