package org.stroma.app.clinic.web;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stroma.app.clinic.AdverseEvents;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.shell.ListedRegister;
import org.stroma.app.shell.Register;
import org.stroma.app.shell.Register.Cell;
import org.stroma.app.shell.Times;
import org.stroma.app.shell.Words;

/** The register of adverse events; it names doses, never patients. */
@Configuration(proxyBeanMethods = false)
class AdverseEventRegister {
    /** Who reads it, here and in the side bar. */
    static final Set<String> READERS = Set.of("PHYSICIAN", "NURSE", "QA", "QA_REVIEWER", "QUALITY_HEAD", "QP_MFG",
            "QA_MAH", "QP_MAH", "INSPECTOR");

    @Bean
    Register adverseEventsRegister(AdverseEvents events, Words words, Times times, PlantClock clock) {
        return new ListedRegister("adverse-events", 630, READERS,
                ListedRegister.texts("register.code", "clinic.seriousness", "register.dose", "register.hospital",
                        "register.description", "register.onset", "adverse-events.deviation", "adverse-events.copy",
                        "register.acknowledged"),
                () -> Stream.of(AdverseEvents.Seriousness.values())
                        .map(each -> new Register.Choice(each.name(), words.say("seriousness." + each.name())))
                        .toList(),
                actor -> events.list(actor).stream().map(each -> new ListedRegister.Line(each.seriousness().name(),
                        each.onset().atZone(clock.getZone()).toLocalDate(), cells(each, words, times))).toList());
    }

    private static List<Cell> cells(AdverseEvents.Event event, Words words, Times times) {
        return List.of(Cell.link(event.code(), "/adverse-events"),
                Cell.state(words.say("seriousness." + event.seriousness().name()),
                        event.seriousness() == AdverseEvents.Seriousness.NOT_SERIOUS ? "WARN" : "BAD"),
                Cell.of(event.dose()), Cell.of(event.hospital()), Cell.of(event.term() + ": " + event.description()),
                Cell.of(times.minute(event.onset())), Cell.of(event.deviation()),
                Cell.of(times.minute(event.copyDue())), Cell.of(times.minute(event.acknowledgedAt())));
    }
}
