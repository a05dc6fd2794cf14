package org.stroma.app.quality.web;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.quality.Deviations;
import org.stroma.app.shell.ListedRegister;
import org.stroma.app.shell.Register;
import org.stroma.app.shell.Register.Cell;
import org.stroma.app.shell.Times;
import org.stroma.app.shell.Words;

/** The register of deviations. */
@Configuration(proxyBeanMethods = false)
class DeviationRegister {
    /** Who reads deviations, here and in the side bar. */
    static final Set<String> READERS = Set.of("OPERATOR", "VERIFIER", "PRODUCTION_HEAD", "ANALYST", "QC_REVIEWER",
            "QC_HEAD", "QA", "QA_REVIEWER", "QUALITY_HEAD", "QP_MFG", "WAREHOUSE", "LOGISTICS", "INSPECTOR", "QA_MAH",
            "QP_MAH");
    private static final List<String> STATES = List.of("REPORTED", "CLOSED");

    @Bean
    Register deviationsRegister(Deviations deviations, Words words, Times times, PlantClock clock) {
        return new ListedRegister("deviations", 620, READERS,
                ListedRegister.texts("deviation.code", "register.state", "deviation.severity", "deviation.unit",
                        "deviation.description", "register.by", "register.at", "register.closed"),
                () -> STATES.stream().map(state -> new Register.Choice(state, words.say("deviation.state." + state)))
                        .toList(),
                _ -> deviations.all().stream().map(each -> new ListedRegister.Line(each.state(),
                        each.reportedAt().atZone(clock.getZone()).toLocalDate(), cells(each, words, times))).toList());
    }

    private static List<Cell> cells(Deviations.Deviation deviation, Words words, Times times) {
        return Stream.of(Cell.link(deviation.code(), "/deviations/" + deviation.code()),
                Cell.state(words.say("deviation.state." + deviation.state()),
                        deviation.state().equals("CLOSED") ? "GOOD" : "WARN"),
                Cell.of(words.say("deviation.class." + deviation.severity())), Cell.of(deviation.unit()),
                Cell.of(deviation.description()), Cell.of(deviation.reportedBy()),
                Cell.of(times.minute(deviation.reportedAt())), Cell.of(times.minute(deviation.closedAt()))).toList();
    }
}
