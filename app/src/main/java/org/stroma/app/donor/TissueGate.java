package org.stroma.app.donor;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Entry;
import org.stroma.app.gate.GateSubject;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.standard.Value;
import org.stroma.measure.Moment;

/** G2, acceptance of tissue. Label, clocks and eligibility are computed from records, never asserted. */
@Component
class TissueGate implements GateSubject {
    private static final String LOGGER = "logger-summary/1";
    private static final String LABEL = "label-match/1";

    private final DonorRows rows;
    private final Units units;
    private final Eligibility eligibility;
    private final Tissues tissues;
    private final PlantClock clock;

    TissueGate(DonorRows rows, Units units, Eligibility eligibility, Tissues tissues,
            PlantClock clock) {
        this.rows = rows;
        this.units = units;
        this.eligibility = eligibility;
        this.tissues = tissues;
        this.clock = clock;
    }

    @Override
    public String gate() {
        return "G2";
    }

    @Override
    public Optional<Question> question(Units.Unit unit) {
        if (!unit.type().equals("TISSUE")) {
            return Optional.empty();
        }
        String code = unit.code();
        return rows.donationAbove(code).map(collected -> {
            List<Entry> derived = new ArrayList<>();
            eligibility.find(collected.donor()).ifPresent(reading -> derived.add(reading.asEvidenceOf(code)));
            derived.add(Entry.derived(code, "clamp_at", moment(collected.donation().clampAt()), "collection-time/1",
                    List.of(collected.donation().din())));
            rows.findReceipt(code).ifPresent(receipt -> received(code, collected, receipt, derived));
            bioburden(code).ifPresent(derived::add);
            return new Question("tissue-acceptance", List.of(code), derived, Map.of(),
                    Map.of("ACCEPTED_CONDITIONAL", "the deviation that the decision names"));
        });
    }

    private void received(String code, DonorRows.Collected collected, DonorRows.Receipt receipt,
            List<Entry> derived) {
        String centre = rows.find(collected.donor()).orElseThrow().centre();
        derived.add(Entry.derived(code, "received_at", moment(receipt.receivedAt()), "receipt-time/1",
                List.of("operation:" + receipt.operation())));
        derived.add(match(code, "donation_id_match", sameNumber(receipt.din(), collected.donation().din()),
                receipt.din(), collected.donation().din()));
        derived.add(match(code, "donor_code_match", receipt.donor().strip().equals(collected.donor()),
                receipt.donor(), collected.donor()));
        derived.add(match(code, "site_match", receipt.centre().strip().equals(centre), receipt.centre(), centre));
        tissues.find(code).ifPresent(tissue -> logger(tissue, derived));
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

    private Optional<Entry> bioburden(String code) {
        return units.events(code).stream().filter(event -> event.type().equals("OP-052"))
                .flatMap(event -> units.madeBy(event.operation()).stream()).map(Units.Unit::code).findFirst()
                .map(sample -> Entry.derived(code, "bioburden_sampled", new Value.Flag(true), "bioburden-sample/1",
                        List.of(sample)));
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

    private static Value number(BigDecimal number, String unit) {
        return Donors.measured(number.toPlainString(), unit);
    }

    private Value moment(Instant at) {
        return new Value.At(new Moment.Instant(at.atZone(clock.getZone()).toOffsetDateTime()));
    }
}
