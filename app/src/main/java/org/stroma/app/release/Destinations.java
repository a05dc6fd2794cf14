package org.stroma.app.release;

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

/**
 * Where a lot may go that is released with a restriction: to sites, or to sites of markets. They are named before the decision,
 * which allows exactly them; what binds the lot is its clearance, whatever was named since.
 */
@Service
public class Destinations {
    private static final String NAME = "select release.name_destinations(:lot, :sites, :markets, :reason)";
    private static final String NAMED = """
            select d.to_sites, d.to_markets, d.reason, p.code as chosen_by, d.chosen_at from release.destination d join genealogy.unit u on u.id = d.lot
              join people.person p on p.id = d.chosen_by where u.code = :lot order by d.id desc limit 1""";
    private static final String ALLOWED = "select release.restricted_to(u.id) as allows from genealogy.unit u where u.code = :lot and release.restricted_to(u.id) is not null";
    private static final String BINDING = """
            select distinct split_part(a.x, ':', 2) as destination from genealogy.unit u join genealogy.clearance c on c.unit = u.id and c.ended_at is null
              cross join lateral unnest(c.allows) a(x) where u.code = :lot and a.x ~ '^(SITE|MARKET):' order by 1""";

    private final JdbcClient jdbc;
    private final Inquiries inquiries;
    private final Authorship authorship;
    private final FreeText freeText;

    Destinations(JdbcClient jdbc, Inquiries inquiries, Authorship authorship, FreeText freeText) {
        this.jdbc = jdbc;
        this.inquiries = inquiries;
        this.authorship = authorship;
        this.freeText = freeText;
    }

    /**
     * What a restricted release would name.
     *
     * @param sites codes of sites of hospitals
     * @param markets two letters each, as the qualification of a site names its market
     */
    public record Named(List<String> sites, List<String> markets, String reason, String chosenBy,
            Instant chosenAt) {
        public Named {
            sites = List.copyOf(sites);
            markets = List.copyOf(markets);
        }
    }

    /** @param binding sites and markets to which the standing clearances bind the lot; empty for one that is free */
    public record Standing(Optional<Named> named, List<String> binding) {
        public Standing {
            binding = List.copyOf(binding);
        }
    }

    /** Names where a restricted release of the lot will let it go; the newest counts. */
    public void name(Actor actor, String lot, List<String> sites, List<String> markets, String reason) {
        freeText.refuse("reason", reason);
        authorship.write(actor, "destinations of " + lot,
                () -> jdbc.sql(NAME).param("lot", lot).param("sites", sites.toArray(String[]::new))
                        .param("markets", markets.toArray(String[]::new)).param("reason", reason)
                        .query((_, _) -> true).list());
    }

    public Standing standing(String lot) {
        Inquiry<Named> named = Inquiry.of(NAMED, Map.of("lot", lot), row -> new Named(row.texts("to_sites"),
                row.texts("to_markets"), row.text("reason"), row.text("chosen_by"), row.instant("chosen_at")));
        Inquiry<String> binding = Inquiry.of(BINDING, Map.of("lot", lot), row -> row.text("destination"));
        Inquiries.Answers answers = inquiries.ask(List.of(named, binding));
        return new Standing(answers.find(named), answers.list(binding));
    }

    /** Asks for the operations and destinations that a restricted release of the lot would allow; nothing where none were named. */
    static Inquiry<List<String>> askAllowed(String lot) {
        return Inquiry.of(ALLOWED, Map.of("lot", lot), row -> row.texts("allows"));
    }
}
