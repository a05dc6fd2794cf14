package org.stroma.app.bank;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.donor.Eligibility;
import org.stroma.app.evidence.Entry;
import org.stroma.app.gate.GateSubject;
import org.stroma.app.gate.Grounds;
import org.stroma.app.genealogy.Units;
import org.stroma.app.standard.Value;
import org.stroma.measure.Measurement;
import org.stroma.measure.Qualifier;

/** G4 on banks: Table 4 by tier, signed decisions on its conditional cells, age of the cells, and the donor as he stands now. */
@Component
class QualificationGate implements GateSubject {
    private static final String STANDARD = "bank-qualification";

    private final Banks banks;
    private final TestDecisions decisions;
    private final Units units;
    private final Inquiries inquiries;
    private final Eligibility eligibility;

    QualificationGate(Banks banks, TestDecisions decisions, Units units, Inquiries inquiries,
            Eligibility eligibility) {
        this.eligibility = eligibility;
        this.banks = banks;
        this.decisions = decisions;
        this.units = units;
        this.inquiries = inquiries;
    }

    /** What a bank descends from, and what was decided on its tests. */
    private record Known(List<Units.Unit> donors, List<Units.Unit> tissues, List<TestDecisions.Decision> decided,
            Optional<Eligibility.Known> donor, List<String> namedUse) {}

    @Override
    public String gate() {
        return "G4";
    }

    @Override
    public Optional<Question> question(Units.Unit unit, Grounds grounds) {
        return banks.ask(unit).flatMap(asked -> {
            Inquiry<Units.Unit> donors = units.askAbove(unit.code(), "DONOR_RECORD");
            Inquiry<Units.Unit> tissues = units.askAbove(unit.code(), "TISSUE");
            Inquiry<TestDecisions.Decision> decided = decisions.ask(unit.code());
            Eligibility.Asked donor = eligibility.ask(unit.code());
            Inquiry<List<String>> use = NamedUses.askOperations(unit.code());
            Inquiries.Answers answers = inquiries.ask(Stream
                    .of(asked.inquiries(), List.of(donors, tissues, decided, use), donor.inquiries())
                    .flatMap(List::stream).toList());
            return asked.bank(answers).map(bank -> ask(bank, new Known(answers.list(donors), answers.list(tissues),
                    answers.list(decided), donor.known(answers), answers.find(use).orElse(List.of())), grounds));
        });
    }

    private Question ask(Banks.Bank bank, Known known, Grounds grounds) {
        String code = bank.unit().code();
        // Evidence and standards of everybody who will be asked, at once.
        Set<String> evidence = new LinkedHashSet<>(counted(bank, known));
        known.donor().ifPresent(donor -> {
            evidence.addAll(donor.units());
            grounds.expect(grounds.now(STANDARD), donor.standard(grounds.asOf()));
        });
        grounds.evidence(evidence);
        List<Entry> derived = new ArrayList<>();
        derived.add(Entry.derived(code, "bank_tier", new Value.Code(bank.tier().name()), "bank-register/1",
                List.of("unit:" + bank.unit().id())));
        Integer passage = bank.unit().passage();
        if (passage != null) {
            derived.add(number(code, "passage", BigDecimal.valueOf(passage), "{passage}", "passage/1", bank));
        }
        BigDecimal cpdl = bank.unit().cpdl();
        if (cpdl != null) {
            derived.add(number(code, "cpdl", cpdl.setScale(4, RoundingMode.HALF_EVEN), "{doublings}", "cpdl/1", bank));
        }
        known.donor().flatMap(donor -> eligibility.read(donor, grounds))
                .ifPresent(reading -> derived.add(reading.asEvidenceOf(code)));
        derived.addAll(decisions.decided(known.decided()));
        return new Question(STANDARD, counted(bank, known), derived,
                Map.of("RESTRICTED", known.namedUse(),
                        "USE_AT_RISK", List.of("OP-220", "OP-221", "OP-090", "OP-095", "OP-130A", "OP-140", "OP-165")),
                Map.of("USE_AT_RISK", "bank tests of " + code, "QUALIFIED_CONDITIONAL", "quality event of " + code));
    }

    /** The newborn's sex stands on its tissue. */
    private static List<String> counted(Banks.Bank bank, Known known) {
        return Stream.of(List.of(bank.unit()), known.donors(), known.tissues()).flatMap(List::stream)
                .map(Units.Unit::code).toList();
    }

    private static Entry number(String code, String characteristic, BigDecimal value, String unit, String formula,
            Banks.Bank bank) {
        return Entry.derived(code, characteristic,
                new Value.Measured(Measurement.parse(value.toPlainString(), unit, Qualifier.NONE)), formula,
                List.of("operation:" + bank.unit().madeBy()));
    }
}
