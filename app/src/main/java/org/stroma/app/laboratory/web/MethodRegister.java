package org.stroma.app.laboratory.web;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stroma.app.laboratory.Methods;
import org.stroma.app.shell.ListedRegister;
import org.stroma.app.shell.Register;
import org.stroma.app.shell.Register.Cell;
import org.stroma.app.shell.Words;

/** The register of test methods, each version a row. */
@Configuration(proxyBeanMethods = false)
class MethodRegister {
    @Bean
    Register methodsRegister(Methods methods, Words words) {
        return new ListedRegister("methods", 510, LaboratoryPages.Entries.READERS,
                ListedRegister.texts("register.code", "register.state", "register.name", "register.version",
                        "register.reference", "register.report"),
                () -> Stream.of("DRAFT", "EFFECTIVE", "SUPERSEDED")
                        .map(state -> new Register.Choice(state, words.say("lab.method." + state))).toList(),
                _ -> methods.list().stream().map(each -> line(each, words)).toList());
    }

    private static ListedRegister.Line line(Methods.Method method, Words words) {
        String tone = switch (method.state()) {
            case "EFFECTIVE" -> "GOOD";
            case "SUPERSEDED" -> "QUIET";
            default -> "WARN";
        };
        return new ListedRegister.Line(method.state(), null, List.of(Cell.link(method.code(), "/laboratory/methods"),
                Cell.state(words.say("lab.method." + method.state()), tone),
                Cell.of(words.either(method.nameZh(), method.nameEn())),
                Cell.of(Integer.toString(method.version())), Cell.of(method.reference()), Cell.of(method.report())));
    }
}
