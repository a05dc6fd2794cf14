package org.stroma.app.bank.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stroma.app.gate.UnitRegisters;
import org.stroma.app.shell.Register;
import org.stroma.app.bank.Banks;
import org.stroma.app.bank.TestDecisions;
import org.stroma.app.bank.Withdrawals;
import org.stroma.app.genealogy.Units;
import org.stroma.app.shell.NavigationEntry;
import org.stroma.app.shell.ScanResolver;
import org.stroma.app.shell.Worklist;

/** What this module adds to the side bar, the worklist and the scan box. */
@Configuration(proxyBeanMethods = false)
class BankBeans {
    private static final Set<String> READERS = Set.of("OPERATOR", "VERIFIER", "PRODUCTION_HEAD", "WAREHOUSE", "ANALYST",
            "QC_REVIEWER", "QC_HEAD", "QA", "QA_REVIEWER", "QUALITY_HEAD", "QP_MFG", "QA_MAH", "QP_MAH",
            "PROCESS_SCIENTIST", "INSPECTOR");

    @Bean
    NavigationEntry banksEntry() {
        return new NavigationEntry("banks", "/banks", 310, READERS);
    }

    @Bean
    Register bankRegister(UnitRegisters registers) {
        return registers.of(new UnitRegisters.Kind("banks", 310, READERS, List.of("BANK"),
                List.of("tier", "passage", "cpdl"), "/banks/"));
    }

    @Bean
    Register bankVialRegister(UnitRegisters registers) {
        return registers.of(new UnitRegisters.Kind("bank-vials", 320, READERS, List.of("BANK_CONTAINER"),
                List.of("passage", "cpdl"), "/unit/"));
    }

    @Bean
    Worklist bankWork(TestDecisions decisions, Withdrawals withdrawals, Banks banks) {
        return actor -> {
            List<Worklist.Item> items = new ArrayList<>();
            if (actor.hasAny("QC_HEAD", "QA")) {
                List<TestDecisions.Decision> open = decisions.open();
                Set<String> ofBanks = banks.among(open.stream().map(TestDecisions.Decision::unit).toList());
                open.forEach(each -> items.add(item("work.bank.decision", each.unit(),
                        ofBanks.contains(each.unit()) ? "/banks/" : "/release/")));
            }
            for (Withdrawals.Withdrawal each : withdrawals.waiting()) {
                if (each.state().equals("REQUESTED") && actor.hasAny("QA", "PRODUCTION_HEAD")) {
                    items.add(item("work.bank.withdrawal", each.bank(), "/gate/G4b/"));
                }
                if (each.state().equals("APPROVED")
                        && (actor.code().equals(each.remover()) || actor.code().equals(each.second()))) {
                    items.add(item("work.bank.removal", each.bank(), "/banks/"));
                }
            }
            if (actor.has("PRODUCTION_HEAD")) {
                banks.stocks().stream()
                        .filter(stock -> List.of("QUALIFIED", "RESTRICTED", "USE_AT_RISK")
                                .contains(stock.bank().unit().state()))
                        .filter(Banks.Stock::reorder)
                        .forEach(stock -> items.add(item("work.bank.reorder", stock.bank().unit().code(), "/banks/")));
            }
            return items;
        };
    }

    private static Worklist.Item item(String key, String bank, String path) {
        return new Worklist.Item(key, List.of(bank), bank, path + bank, Worklist.Urgency.OPEN, null);
    }

    @Bean
    ScanResolver bankCodes(Units units) {
        return (scanned, actor) -> actor.organisationKind().equals("MAKER") || actor.organisationKind().equals("MAH")
                ? units.find(scanned.strip()).flatMap(BankBeans::hit)
                : Optional.empty();
    }

    private static Optional<ScanResolver.Hit> hit(Units.Unit unit) {
        return switch (unit.type()) {
            case "BANK" -> Optional.of(new ScanResolver.Hit(unit.code(), "scan.BANK", "/banks/" + unit.code()));
            case "BANK_CONTAINER" -> Optional
                    .of(new ScanResolver.Hit(unit.code(), "scan.BANK_CONTAINER", "/banks/" + unit.lot()));
            default -> Optional.empty();
        };
    }
}
