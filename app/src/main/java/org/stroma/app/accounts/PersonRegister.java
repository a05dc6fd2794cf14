package org.stroma.app.accounts;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stroma.app.people.Administration;
import org.stroma.app.shell.ListedRegister;
import org.stroma.app.shell.Register;
import org.stroma.app.shell.Register.Cell;
import org.stroma.app.shell.Roles;
import org.stroma.app.shell.Words;

/** The register of people and their accounts. */
@Configuration(proxyBeanMethods = false)
class PersonRegister {
    /** Who reads it, here and in the side bar. */
    static final Set<String> READERS = Set.of("SYSADMIN", "QA", "QUALITY_HEAD", "INSPECTOR");
    private static final String WORKS = "person.works-here";
    private static final String LEFT = "person.inactive";

    @Bean
    Register personsRegister(Administration administration, Roles roles, Words words) {
        return new ListedRegister("persons", 960, READERS,
                ListedRegister.texts("person.code", "register.state", "person.name", "person.organisation",
                        "person.login", "person.roles"),
                () -> List.of(new Register.Choice(WORKS, words.say(WORKS)), new Register.Choice(LEFT, words.say(LEFT))),
                actor -> administration.persons(actor).stream().map(each -> line(each, roles, words)).toList());
    }

    private static ListedRegister.Line line(Administration.Person person, Roles roles, Words words) {
        String state = person.active() ? WORKS : LEFT;
        return new ListedRegister.Line(state, null,
                List.of(Cell.link(person.code(), "/administration/persons/" + person.code()),
                        Cell.state(words.say(state), person.active() ? "GOOD" : "QUIET"), Cell.of(person.fullName()),
                        Cell.of(person.organisation()), Cell.of(person.login()), Cell.of(person.roles().stream()
                                .map(roles::name).collect(Collectors.joining(words.say("detail.between"))))));
    }
}
