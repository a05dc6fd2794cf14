package org.stroma.app.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stroma.app.testing.Attack.said;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.batch.Gatekeeper;
import org.stroma.app.gate.Gates;
import org.stroma.app.people.Actor;
import org.stroma.app.release.Destinations;
import org.stroma.app.testing.Attack;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.Window;

/** A lot that its holder releases for another site and another market than the hospital of the tests, and what that keeps from going. */
public final class RestrictedRelease {
    private static final List<Gatekeeper.Signer> HOLDER = List.of(new Gatekeeper.Signer("QAM-1", "QA_MAH"),
            new Gatekeeper.Signer("QP-B", "QP_MAH"));

    private final ApplicationContext context;
    private final ReleasedLot released;
    private final Destinations destinations;
    private final Attack attack;
    private final Cast cast;
    private final int port;

    public RestrictedRelease(ApplicationContext context, ReleasedLot released, int port) {
        this.context = context;
        this.released = released;
        this.port = port;
        destinations = context.getBean(Destinations.class);
        attack = context.getBean(Attack.class);
        cast = context.getBean(Cast.class);
    }

    private String names(String person, List<String> sites, List<String> markets) {
        return said(() -> destinations.name(cast.signIn(person), released.lot, sites, markets,
                "registered there only"));
    }

    private String releases(List<String> allows) {
        return said(() -> new Gatekeeper(context).decideBy("ucm01-release+ucm01-batch", "G6b", released.lot,
                "RELEASED_RESTRICTED", List.of(released.lot), HOLDER, allows));
    }

    private List<String> allowed() {
        return context.getBean(JdbcClient.class)
                .sql("select unnest(release.restricted_to(u.id)) from genealogy.unit u where u.code = :lot")
                .param("lot", released.lot).query(String.class).list();
    }

    /** Named by who releases, from the page; the decision allows exactly that. */
    public void given() {
        assertThat(names("WH-1", List.of("H-031"), List.of())).isEqualTo("ST038");
        assertThat(names("QAM-1", List.of("MAKER-1"), List.of())).as("no hospital").isEqualTo("ST20A");
        assertThat(names("QAM-1", List.of(), List.of("Europe"))).isEqualTo("ST20A");
        assertThat(names("QAM-1", List.of(), List.of())).isEqualTo("ST20A");
        assertThat(attack.by(cast.signIn("QP-B"),
                "insert into release.destination (lot, to_sites, to_markets, reason, chosen_by, chosen_at) select id, '{H-031}', '{}', 'by hand', 1, now() from genealogy.unit limit 1 returning 1"))
                .isEqualTo("42501");
        assertThat(releases(List.of())).as("nothing is allowed").isEqualTo("ST054");
        assertThat(releases(List.of("OP-233"))).as("nothing was named").isEqualTo("ST20A");
        try (Window window = Window.open(port, "zh-CN")) {
            window.signIn(cast, "QAM-1").go("/release/" + released.lot).page().click("#destinations summary");
            window.page().selectOption("#destinations [name=site]", "H-031-S");
            window.page().fill("#destinations [name=markets]", "EU");
            window.page().fill("#destinations [name=reason]", "仅在该院区和欧盟注册");
            window.picture("destinations-zh").page().click("#destinations button");
            assertThat(window.page().textContent("#destinations")).contains("H-031-S", "EU");
            assertThat(window.unlabelled()).isEmpty();
            assertThat(window.complaints()).isEmpty();
        }
        assertThat(allowed()).contains("OP-233", "SITE:H-031-S", "MARKET:EU");
        assertThat(context.getBean(Gates.class).judge("G6b", released.lot).question().allows()
                .get("RELEASED_RESTRICTED")).isEqualTo(allowed());
        assertThat(releases(List.of("OP-233", "OP-230", "SITE:H-031"))).as("another site than was named")
                .isEqualTo("ST20A");
        released.reviewedAnew();
        assertThat(releases(allowed())).isEqualTo("done");
        assertThat(destinations.standing(released.lot).binding()).containsExactly("EU", "H-031-S");
        try (Window window = Window.open(port, "en")) {
            window.signIn(cast, "QP-B").go("/release/" + released.lot).picture("destinations-en");
            assertThat(window.page().textContent("#destinations")).contains("only for", "H-031-S");
            assertThat(window.page().textContent("main")).doesNotContain("⟨");
        }
    }

    /** Qualifies the hospital of the tests anew, for a market or for none. */
    public void licensed(Road road, @Nullable String market) {
        LocalDate today = road.clock.instant().atZone(road.clock.getZone()).toLocalDate();
        Qualifications.Grant grant = Qualifications.Grant.site("H-031", "licence for cell therapy",
                List.of("UCM-01"), today.minusDays(1), today.plusDays(300), ReleasedLot.file("site"));
        road.qualifications.grant(road.as("QA-1"), market == null ? grant : grant.in(market));
    }

    /** Packed, handed over and accepted for a named site or market, and for no other; what came before stays in quarantine. */
    public void keptTo(Road arrived, String quarantined) {
        Road next = new Road(context, released).qualified().ordered(1).planned().charged();
        String vial = released.available(1).getFirst();
        Actor packer = next.as("WH-1");
        assertThat(said(() -> next.shipments.scan(packer, next.shipment(), vial))).isEqualTo("ST20B");
        assertThat(attack.by(packer, "select distribution.record_scan('" + next.shipment() + "', 'PACK', '" + vial
                + "', '" + vial + "')")).isEqualTo("ST20B");
        assertThat(said(arrived::accepted)).as("what has come is not accepted").isEqualTo("ST20B");
        assertThat(said(() -> next.receipts.releaseQuarantine(next.as("HR-1"), next.now("HC-1"),
                List.of(quarantined)))).isEqualTo("ST20B");

        licensed(next, "EU");
        next.shipments.scan(packer, next.shipment(), vial);
        licensed(next, "CN");
        assertThat(said(() -> next.shipments.pack(packer, next.step(1.5, "VF-1"), next.shipment(),
                next.code("SEAL")))).as("scanned while it was licensed there").isEqualTo("ST20B");
        licensed(next, "EU");
        next.shipments.pack(packer, next.step(1.5, "VF-1"), next.shipment(), next.code("SEAL"));
        licensed(next, null);
        assertThat(said(next::released)).as("judged so").isEqualTo("ST050");
        licensed(next, "EU");
        long decision = context.getBean(Gates.class).propose(next.as("LG-1"), "G8a", next.shipment(),
                new Gates.Proposal("HANDED_OVER", null, null));
        licensed(next, null);
        assertThat(said(() -> new Gatekeeper(context).sign(decision, Road.DISPATCHERS)))
                .as("judged before, signed now").isEqualTo("ST20B");
        licensed(next, "EU");
        new Gatekeeper(context).sign(decision, Road.DISPATCHERS.subList(1, 2));
        licensed(next, "CN");
        assertThat(said(next::handedOver)).isEqualTo("ST20B");
        next.shipments.unpack(next.as("WH-1"), next.now("VF-1"), next.shipment());
    }
}
