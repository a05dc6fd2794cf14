package org.stroma.app.donor;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Entry;
import org.stroma.app.gate.GateSubject;
import org.stroma.app.gate.Grounds;
import org.stroma.app.gate.Rulings;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.standard.Characteristic;
import org.stroma.app.standard.Criterion;
import org.stroma.app.standard.Requirement;
import org.stroma.app.standard.Standard;
import org.stroma.app.standard.Value;
import org.stroma.measure.Moment;

/** G2, acceptance of tissue. Label, clocks and eligibility are computed from records, never asserted. */
@Component
class TissueGate implements GateSubject {
    private static final String STANDARD = "tissue-acceptance";
    private static final String LOGGER = "logger-summary/1";
    private static final String EXPOSURE = "logger-exposure/1";
    private static final String LABEL = "label-match/1";

    /** What collection and receipt enter, and what is computed. */
    private static final Set<String> FORMS = Set.of("donor_eligibility", "donation_id_match", "donor_code_match",
            "site_match", "seal_intact", "leak", "meconium_or_clots", "bioburden_sampled", "clamp_at", "received_at",
            "logger_min", "logger_max", "logger_gap", "logger_above", "cord_length");

    private final Eligibility eligibility;
    private final Tissues tissues;
    private final Inquiries inquiries;
    private final PlantClock clock;
    private final Rulings rulings;

    TissueGate(Eligibility eligibility, Tissues tissues, Inquiries inquiries, PlantClock clock, Rulings rulings) {
        this.rulings = rulings;
        this.eligibility = eligibility;
        this.tissues = tissues;
        this.inquiries = inquiries;
        this.clock = clock;
    }

    @Override
    public String gate() {
        return "G2";
    }

    @Override
    public Optional<Question> question(Units.Unit unit, Grounds grounds) {
        if (!unit.type().equals("TISSUE")) {
            return Optional.empty();
        }
        String code = unit.code();
        Eligibility.Asked donor = eligibility.ask(code);
        Tissues.Asked tissue = tissues.ask(code);
        Inquiry<String> medium = DonorRows.askMediumSamples(code);
        List<Inquiry<?>> asked = new ArrayList<>(donor.inquiries());
        asked.addAll(tissue.inquiries());
        asked.add(medium);
        Inquiries.Answers answers = inquiries.ask(asked);
        return tissue.read(answers).map(cord -> {
            Eligibility.Known known = donor.known(answers).orElseThrow();
            Set<String> evidence = new LinkedHashSet<>(known.units());
            evidence.add(code);
            grounds.evidence(evidence);
            grounds.expect(grounds.now(STANDARD), known.standard(grounds.asOf()));
            List<Entry> derived = new ArrayList<>();
            eligibility.read(known, grounds).ifPresent(reading -> derived.add(reading.asEvidenceOf(code)));
            derived.add(Entry.derived(code, "clamp_at", moment(cord.donation().clampAt()), "collection-time/1",
                    List.of(cord.donation().din())));
            answers.find(tissue.receipt())
                    .ifPresent(receipt -> received(cord, known.donor().centre(), receipt, derived));
            exposure(cord, grounds.standard(grounds.now(STANDARD))).ifPresent(derived::add);
            answers.find(medium).map(sample -> bioburden(code, sample)).ifPresent(derived::add);
            derived.addAll(rulings.facts(grounds.standard(grounds.now(STANDARD)), code));
            return new Question(STANDARD, List.of(code), derived, Map.of(),
                    Map.of("ACCEPTED_CONDITIONAL", "the deviation that the decision names"));
        });
    }

    @Override
    public Set<String> answerers() {
        return Set.of("OPERATOR", "WAREHOUSE", "ANALYST");
    }

    @Override
    public boolean takesElsewhere(Characteristic characteristic) {
        return FORMS.contains(characteristic.code());
    }

    private void received(Tissues.Tissue cord, String centre, DonorRows.Receipt receipt, List<Entry> derived) {
        String code = cord.unit().code();
        derived.add(Entry.derived(code, "received_at", moment(receipt.receivedAt()), "receipt-time/1",
                List.of("operation:" + receipt.operation())));
        derived.add(match(code, "donation_id_match", sameNumber(receipt.din(), cord.donation().din()),
                receipt.din(), cord.donation().din()));
        derived.add(match(code, "donor_code_match", receipt.donor().strip().equals(cord.donor()),
                receipt.donor(), cord.donor()));
        derived.add(match(code, "site_match", receipt.centre().strip().equals(centre), receipt.centre(), centre));
        logger(cord, derived);
    }

    private static Entry match(String code, String characteristic, boolean same, String read, String known) {
        return Entry.derived(code, characteristic, new Value.Flag(same), LABEL,
                List.of("label:" + read, "record:" + known));
    }

    private static boolean sameNumber(String read, String known) {
        try {
            return Tissues.number(read).value().equals(known);
        } catch (Refusal unreadable) {
            return false;
        }
    }

    private static Entry bioburden(String code, String sample) {
        return Entry.derived(code, "bioburden_sampled", new Value.Flag(true), "bioburden-sample/1", List.of(sample));
    }

    /** What the logger recorded from hand-over to receipt, read from its file each time. */
    private void logger(Tissues.Tissue tissue, List<Entry> derived) {
        String code = tissue.unit().code();
        tissues.journey(tissue).ifPresent(journey -> {
            List<String> inputs = List.of("file:" + tissue.loggerFile(), "logger:" + tissue.logger(),
                    "reader:" + journey.reader(), "readings:" + journey.readings(), "from:" + tissue.dispatchedAt(),
                    "until:" + tissue.receivedAt());
            derived.add(Entry.derived(code, "logger_min", number(journey.lowest(), "Cel"), LOGGER, inputs));
            derived.add(Entry.derived(code, "logger_max", number(journey.highest(), "Cel"), LOGGER, inputs));
            derived.add(Entry.derived(code, "logger_gap", number(journey.longestGapMin(), "min"), LOGGER, inputs));
        });
    }

    /** Excursions are judged together: the time above the lowest upper limit that the standard names for the transport. */
    private Optional<Entry> exposure(Tissues.Tissue tissue, Standard standard) {
        return standard.requirements().stream().map(Requirement::criterion)
                .filter(Criterion.Limit.class::isInstance).map(Criterion.Limit.class::cast)
                .filter(limit -> limit.characteristic().equals("logger_max"))
                .map(limit -> limit.limit().value()).min(BigDecimal::compareTo)
                .flatMap(limit -> tissues.minutesAbove(tissue, limit)
                        .map(minutes -> Entry.derived(tissue.unit().code(), "logger_above", number(minutes, "min"),
                                EXPOSURE, List.of("file:" + tissue.loggerFile(), "logger:" + tissue.logger(),
                                        "from:" + tissue.dispatchedAt(), "until:" + tissue.receivedAt(),
                                        "above:" + limit.toPlainString() + " Cel"))));
    }

    private static Value number(BigDecimal number, String unit) {
        return Donors.measured(number.toPlainString(), unit);
    }

    private Value moment(Instant at) {
        return new Value.At(new Moment.Instant(at.atZone(clock.getZone()).toOffsetDateTime()));
    }
}
