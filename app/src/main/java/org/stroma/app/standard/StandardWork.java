package org.stroma.app.standard;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Signing;
import org.stroma.app.shell.NavigationEntry;
import org.stroma.app.shell.Worklist;

/** What standards offer to the frame: the entry of the side bar, and the signatures that wait. */
@Configuration(proxyBeanMethods = false)
class StandardWork {

    @Bean
    NavigationEntry standardsEntry() {
        return new NavigationEntry("standards", "/standards", 900, Set.of());
    }

    @Bean
    Worklist standardWorklist(StandardRegister register) {
        return actor -> {
            List<Worklist.Item> items = new ArrayList<>();
            for (StandardRegister.Approval approval : register.openApprovals()) {
                if (waitsFor(actor, register, approval)) {
                    items.add(new Worklist.Item("standards.work.approve", List.of(approval.written()),
                            "" + approval.id(), "/standards/approvals/" + approval.id(), Worklist.Urgency.OPEN,
                            approval.effectiveFrom()));
                }
            }
            return items;
        };
    }

    private static boolean waitsFor(Actor actor, StandardRegister register, StandardRegister.Approval approval) {
        return register.panel(StandardRegister.APPROVAL, approval.id()).stream()
                .filter(Signing.Panel::open).flatMap(panel -> panel.slots().stream())
                .anyMatch(slot -> slot.given() == null && actor.has(slot.role()));
    }
}
