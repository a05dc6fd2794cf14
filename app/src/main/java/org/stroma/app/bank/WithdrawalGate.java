package org.stroma.app.bank;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.evidence.Entry;
import org.stroma.app.gate.GateSubject;
import org.stroma.app.gate.Grounds;
import org.stroma.app.genealogy.Units;
import org.stroma.app.standard.Value;
import org.stroma.measure.Measurement;
import org.stroma.measure.Qualifier;

/** G4b on banks: the one withdrawal that is asked for, what it would leave, who takes the vials out and where. */
@Component
class WithdrawalGate implements GateSubject {
    private final Banks banks;
    private final Withdrawals withdrawals;
    private final Inquiries inquiries;

    WithdrawalGate(Banks banks, Withdrawals withdrawals, Inquiries inquiries) {
        this.banks = banks;
        this.withdrawals = withdrawals;
        this.inquiries = inquiries;
    }

    @Override
    public String gate() {
        return "G4b";
    }

    @Override
    public Optional<Question> question(Units.Unit unit, Grounds grounds) {
        return banks.ask(unit).flatMap(asked -> {
            Banks.Counted counted = banks.askStock(unit);
            Inquiry<Withdrawals.Withdrawal> requests = withdrawals.ask(unit.code());
            Inquiry<NamedUses.Standing> use = NamedUses.ask(unit.code());
            Inquiries.Answers answers = inquiries.ask(Stream.of(asked.inquiries(), counted.inquiries(),
                    List.of(requests, use)).flatMap(List::stream).toList());
            return asked.bank(answers).map(bank -> ask(bank, counted.stock(bank, answers), answers.list(requests),
                    answers.find(use).flatMap(NamedUses.Standing::restricted)));
        });
    }

    private static Question ask(Banks.Bank bank, Banks.Stock stock, List<Withdrawals.Withdrawal> withdrawals,
            Optional<String> restricted) {
        String code = bank.unit().code();
        List<Entry> derived = new ArrayList<>();
        derived.add(Entry.derived(code, "bank_state", new Value.Code(bank.unit().state()), "bank-state/1",
                List.of("unit:" + bank.unit().id())));
        // There is one request at most that waits for its decision.
        withdrawals.stream().filter(each -> each.state().equals("REQUESTED")).findFirst()
                .ifPresent(request -> derived.addAll(about(request, stock, restricted)));
        return new Question("bank-withdrawal", List.of(code), derived, Map.of(), Map.of());
    }

    private static List<Entry> about(Withdrawals.Withdrawal request, Banks.Stock stock,
            Optional<String> restricted) {
        String code = request.bank();
        // Vials of this request are no longer free; what other approved withdrawals speak for is not either.
        List<String> inputs = List.of("withdrawal:" + request.id(), "vials:" + request.vials().size(),
                "free:" + stock.free(), "reserve:" + stock.reserveMinimum());
        List<String> request1 = List.of("withdrawal:" + request.id());
        String months = Banks.months(stock.usable() - request.vials().size(),
                stock.bank().product().bank(stock.bank().tier().name())).toPlainString();
        boolean within = restricted.isEmpty() || restricted.equals(Optional.ofNullable(request.use()));
        return List.of(
                Entry.derived(code, "use_within_decision", new Value.Flag(within), "named-use/1",
                        List.of("withdrawal:" + request.id(), "use:" + restricted.orElse("-"))),
                Entry.derived(code, "reserve_kept", new Value.Flag(stock.free() >= stock.reserveMinimum()),
                        "bank-reserve/1", inputs),
                Entry.derived(code, "two_person_removal", new Value.Flag(!request.remover().equals(request.second())),
                        "withdrawal-request/1", request1),
                Entry.derived(code, "place_recorded", new Value.Flag(!request.place().isBlank()),
                        "withdrawal-request/1", request1),
                Entry.derived(code, "stock_months",
                        new Value.Measured(Measurement.parse(months, "mo", Qualifier.NONE)), "stock-cover/1", inputs));
    }
}
