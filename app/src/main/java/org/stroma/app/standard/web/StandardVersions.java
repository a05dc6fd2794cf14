package org.stroma.app.standard.web;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.shell.ListedRegister;
import org.stroma.app.shell.Register;
import org.stroma.app.shell.Register.Cell;
import org.stroma.app.shell.ScanResolver;
import org.stroma.app.shell.Times;
import org.stroma.app.shell.Words;
import org.stroma.app.standard.StandardRegister;

/** The register of standards, each version a row. */
@Configuration(proxyBeanMethods = false)
class StandardVersions {

    @Bean
    Register standardsRegister(StandardRegister standards, Words words, Times times, PlantClock clock) {
        return new ListedRegister("standards", 900, Set.of(),
                ListedRegister.texts("standards.code", "register.state", "standards.name", "register.version",
                        "standards.from", "register.until", "register.by", "register.digest"),
                () -> Stream.of(StandardRegister.Standing.values())
                        .map(each -> new Register.Choice(each.name(), words.say("standing." + each.name()))).toList(),
                _ -> standards.list().stream().map(each -> line(each, words, times, clock)).toList());
    }

    /** A standard by its code, read by everybody. */
    @Bean
    ScanResolver standardCodes(StandardRegister standards) {
        return (scanned, _) -> standards.versions(scanned.strip()).stream().findFirst().map(
                version -> new ScanResolver.Hit(version.code(), "scan.STANDARD", "/standards/" + version.code()));
    }

    private static ListedRegister.Line line(StandardRegister.Version version, Words words, Times times,
            PlantClock clock) {
        String tone = switch (version.standing()) {
            case EFFECTIVE -> "GOOD";
            case SUPERSEDED, WITHDRAWN -> "QUIET";
            case DRAFT, PROPOSED, COMING -> "WARN";
        };
        return new ListedRegister.Line(version.standing().name(),
                version.draftedAt().atZone(clock.getZone()).toLocalDate(),
                List.of(Cell.link(version.code(),
                        "/standards/" + version.code() + "?version=" + version.version()),
                        Cell.state(words.say("standing." + version.standing().name()), tone),
                        Cell.of(words.either(version.name().zh(), version.name().en())), Cell.of(version.version()),
                        Cell.of(times.minute(version.effectiveFrom())), Cell.of(times.minute(version.until())),
                        Cell.of(version.draftedBy()), Cell.of(version.digest())));
    }
}
