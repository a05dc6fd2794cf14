package org.stroma.app.home;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.ledger.Proofs;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Csv;
import org.stroma.app.shell.PdfPrinter;
import org.stroma.app.shell.Register;
import org.stroma.app.shell.Times;
import org.stroma.app.shell.Words;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/**
 * A register as a file that leaves the house: with who took it, when, by which filter, how many rows of how many, the last sealed
 * block of the audit trail at that moment, and a hash of the rows.
 */
@Component
class RegisterCopy {
    /** More rows than this are cut, and the copy says so. */
    static final int MOST = 20_000;
    private static final int MOST_PRINTED = 3_000;

    private final Proofs proofs;
    private final PlantClock clock;
    private final Words words;
    private final Times times;
    private final SpringTemplateEngine templates;
    private final PdfPrinter printer;

    RegisterCopy(Proofs proofs, PlantClock clock, Words words, Times times, SpringTemplateEngine templates,
            PdfPrinter printer) {
        this.proofs = proofs;
        this.clock = clock;
        this.words = words;
        this.times = times;
        this.templates = templates;
        this.printer = printer;
    }

    /** One line of provenance: what it is called and what it says. */
    public record Fact(String name, String value) {}

    /** RFC 4180 with a byte order mark; the provenance follows the rows after an empty line, so that the first line is the head. */
    byte[] csv(Register register, Actor actor, Register.Filter filter) {
        Register.Found found = register.find(actor, filter, 0, MOST);
        String rows = Stream.concat(Stream.of(heads(register)), found.rows().stream().map(
                row -> row.stream().map(Register.Cell::text).toList()))
                .map(Csv::line).collect(Collectors.joining());
        String facts = provenance(register, actor, filter, found, rows).stream()
                .map(fact -> Csv.line(List.of(fact.name(), fact.value()))).collect(Collectors.joining());
        return ("\uFEFF" + rows + "\r\n" + facts).getBytes(StandardCharsets.UTF_8);
    }

    /** PDF/A, page x of y, marked where the data are a demonstration's. */
    byte[] pdf(Register register, Actor actor, Register.Filter filter) {
        Locale locale = LocaleContextHolder.getLocale();
        Register.Found found = register.find(actor, filter, 0, MOST_PRINTED);
        String rows = found.rows().stream().map(row -> Csv.line(row.stream().map(Register.Cell::text).toList()))
                .collect(Collectors.joining());
        Context context = new Context(locale);
        context.setVariable("title", words.say("register." + register.key()));
        context.setVariable("key", register.key());
        context.setVariable("takenBy", actor.code() + " · " + actor.organisation());
        context.setVariable("columns", register.columns());
        context.setVariable("rows", found.rows());
        context.setVariable("facts", provenance(register, actor, filter, found, rows));
        context.setVariable("demonstration", clock.demonstration());
        context.setVariable("plantTime", times.now());
        return printer.print(templates.process("home/register-print", context));
    }

    private List<String> heads(Register register) {
        return register.columns().stream().map(column -> words.say(column.key())).toList();
    }

    private List<Fact> provenance(Register register, Actor actor, Register.Filter filter, Register.Found found,
            String rows) {
        List<Fact> facts = new ArrayList<>();
        add(facts, "register", words.say("register." + register.key()));
        add(facts, "taken-by", actor.code() + " " + actor.fullName() + " · " + actor.organisation());
        add(facts, "taken-at", times.now());
        add(facts, "filter", filtered(register, filter));
        add(facts, "rows", words.say("copy.rows.of", found.rows().size(), found.total()));
        proofs.lastBlock().ifPresent(block -> add(facts, "block", block.n() + " · " + block.hash()));
        add(facts, "sha256", sha256(rows));
        if (clock.demonstration()) {
            add(facts, "kind", words.say("copy.demonstration"));
        }
        return facts;
    }

    private void add(List<Fact> facts, String key, String value) {
        facts.add(new Fact(words.say("copy." + key), value));
    }

    private String filtered(Register register, Register.Filter filter) {
        String state = register.states().stream().filter(choice -> choice.code().equals(filter.state()))
                .map(Register.Choice::name).findFirst().orElse("");
        String days = filter.from() == null && filter.until() == null
                ? ""
                : (filter.from() == null ? "" : filter.from()) + " – " + (filter.until() == null ? "" : filter.until());
        String all = Stream.of(filter.text(), state, days).filter(part -> !part.isBlank())
                .collect(Collectors.joining(" · "));
        return all.isEmpty() ? words.say("copy.filter.none") : all;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
