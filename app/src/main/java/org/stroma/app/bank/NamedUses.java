package org.stroma.app.bank;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.people.FreeText;

/** Uses that a restricted bank may be bound to: the catalogue's, the one that was chosen for a bank, and the one that binds it. */
@Service
public class NamedUses {
    private static final String USES = "select code, name_zh, name_en, operations from genealogy.named_use where unit_type = 'BANK' order by place";
    private static final String NAME = "select bank.name_use(:bank, :use, :reason)";
    private static final String OPERATIONS = """
            select n.operations from genealogy.named_use n join genealogy.unit u on u.code = :bank where n.unit_type = 'BANK' and n.code = bank.chosen_use(u.id)""";
    private static final String STANDING = """
            select bank.chosen_use(u.id) as chosen, bank.restricted_to(u.id) as restricted,
                   (select max(n.chosen_at) from bank.named_use n where n.bank = u.id) as chosen_at from genealogy.unit u where u.code = :bank""";

    private final JdbcClient jdbc;
    private final Inquiries inquiries;
    private final Authorship authorship;
    private final FreeText freeText;

    NamedUses(JdbcClient jdbc, Inquiries inquiries, Authorship authorship, FreeText freeText) {
        this.jdbc = jdbc;
        this.inquiries = inquiries;
        this.authorship = authorship;
        this.freeText = freeText;
    }

    /** @param operations what the vials, and the cells that grow of them, may go through */
    public record Use(String code, String nameZh, String nameEn, List<String> operations) {
        public Use {
            operations = List.copyOf(operations);
        }
    }

    /**
     * How a bank stands.
     *
     * @param chosen the use that a restriction would name
     * @param restricted the use that binds it; empty for a bank that is not restricted
     */
    public record Standing(Optional<String> chosen, Optional<String> restricted, Optional<Instant> chosenAt) {}

    /** Uses that the catalogue knows. */
    public List<Use> uses() {
        return inquiries.list(Inquiry.of(USES, Map.of(), row -> new Use(row.text("code"), row.text("name_zh"),
                row.text("name_en"), row.texts("operations"))));
    }

    /** Chooses the use that a restriction of the bank will name; the newest choice counts. */
    public void choose(Actor actor, String bank, String use, String reason) {
        freeText.refuse("reason", reason);
        authorship.write(actor, "named use of " + bank + ": " + reason, () -> jdbc.sql(NAME).param("bank", bank)
                .param("use", use).param("reason", reason).query((_, _) -> true).list());
    }

    public Standing standing(String bank) {
        return inquiries.find(ask(bank)).orElse(new Standing(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** Asks for {@link #standing}. */
    static Inquiry<Standing> ask(String bank) {
        return Inquiry.of(STANDING, Map.of("bank", bank), row -> new Standing(
                Optional.ofNullable(row.findText("chosen")), Optional.ofNullable(row.findText("restricted")),
                Optional.ofNullable(row.findInstant("chosen_at"))));
    }

    /** Asks for the operations of the use that was chosen for a bank; nothing where none was. */
    static Inquiry<List<String>> askOperations(String bank) {
        return Inquiry.of(OPERATIONS, Map.of("bank", bank), row -> row.texts("operations"));
    }
}
