package org.stroma.app.distribution.web;

import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stroma.app.distribution.Qualifications;
import org.stroma.app.distribution.SupplyOrders;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.shell.ListedRegister;
import org.stroma.app.shell.Register;
import org.stroma.app.shell.Register.Cell;
import org.stroma.app.shell.Times;
import org.stroma.app.shell.Words;

/** The registers of carriers, hospitals, shippers and loggers, and of what hospitals ordered. */
@Configuration(proxyBeanMethods = false)
class ColdChainRegisters {
    private static final Set<String> READERS = Set.of("LOGISTICS", "WAREHOUSE", "QA", "QA_REVIEWER", "QUALITY_HEAD",
            "QA_MAH", "INSPECTOR");
    private static final Set<String> ORDERERS = Set.of("LOGISTICS", "WAREHOUSE", "QA", "QA_REVIEWER", "QUALITY_HEAD",
            "QA_MAH", "INSPECTOR", "HOSP_RECEIVER", "HOSP_PREPARER", "PHYSICIAN");

    @Bean
    Register coldChainRegister(Qualifications qualifications, Words words) {
        return new ListedRegister("cold-chain", 605, READERS,
                ListedRegister.texts("qualifications.code", "register.state", "qualifications.kind",
                        "qualifications.scope", "register.from", "register.until", "register.by"),
                () -> List.of("qualifications.valid", "qualifications.ended").stream()
                        .map(key -> new Register.Choice(key, words.say(key))).toList(),
                _ -> qualifications.list().stream().map(each -> line(each, words)).toList());
    }

    private static ListedRegister.Line line(Qualifications.Qualification each, Words words) {
        String state = each.valid() ? "qualifications.valid" : "qualifications.ended";
        return new ListedRegister.Line(state, each.validFrom(), List.of(
                Cell.link(each.code(), "/shipments/qualifications"),
                Cell.state(words.say(state), each.valid() ? "GOOD" : "QUIET"),
                Cell.of(words.say("qualification." + each.kind())), Cell.of(each.scope()),
                Cell.of(each.validFrom().toString()), Cell.of(each.validUntil().toString()),
                Cell.of(each.grantedBy())));
    }

    @Bean
    Register supplyOrdersRegister(SupplyOrders orders, Words words, Times times, PlantClock clock) {
        return new ListedRegister("supply-orders", 595, ORDERERS,
                List.of(Register.Column.text("register.code"), Register.Column.text("register.state"),
                        Register.Column.text("register.hospital"), Register.Column.text("register.product"),
                        Register.Column.number("register.count"), Register.Column.text("register.needed"),
                        Register.Column.text("register.by"), Register.Column.text("register.at")),
                () -> List.of("PLACED", "CONFIRMED", "SHIPPED", "CANCELLED").stream()
                        .map(state -> new Register.Choice(state, words.say("supply-order." + state))).toList(),
                actor -> orders.list(actor).stream().map(each -> new ListedRegister.Line(each.state(),
                        each.placedAt().atZone(clock.getZone()).toLocalDate(), ordered(each, words, times))).toList());
    }

    private static List<Cell> ordered(SupplyOrders.Placed order, Words words, Times times) {
        return List.of(Cell.link(order.code(), "/shipments"),
                Cell.state(words.say("supply-order." + order.state()),
                        order.state().equals("PLACED") ? "WARN" : "QUIET"),
                Cell.of(order.hospital().equals(order.site())
                        ? order.hospital()
                        : order.hospital() + " · " + order.site()),
                Cell.of(order.product()), Cell.of(Integer.toString(order.containers())),
                Cell.of(times.minute(order.neededBy())), Cell.of(order.placedBy()),
                Cell.of(times.minute(order.placedAt())));
    }
}
