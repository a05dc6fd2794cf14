package org.stroma.app.donor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stroma.app.testing.Attack.said;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Worklist;
import org.stroma.app.testing.Attack;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.Window;

/** A cord goes to the site to which it is addressed, within the window that goes with it. OP-040, OP-050. */
@StromaTest
class ConsignmentTests {
    private static final String RECEIVED = """
            select genealogy.perform(jsonb_build_object('type', 'OP-050', 'started_at', ledger.plant_now(), 'ended_at', ledger.plant_now(),
                'inputs', jsonb_build_array(jsonb_build_object('code', '%s', 'port', 'tissue'))))""";
    private static final String SENT = """
            select genealogy.perform(jsonb_build_object('type', 'OP-040', 'started_at', ledger.plant_now(), 'ended_at', ledger.plant_now(),
                'parameters', %s, 'inputs', jsonb_build_array(jsonb_build_object('code', '%s', 'port', 'tissue'))))""";

    private DonorStage stage;
    @Autowired
    private Tissues tissues;
    @Autowired
    private Units units;
    @Autowired
    private Cast cast;
    @Autowired
    private List<Worklist> worklists;
    @Autowired
    private Attack attack;
    @LocalServerPort
    private int port;

    @Autowired
    void walkWith(ApplicationContext context) {
        stage = DonorStage.of(context);
    }

    private List<Worklist.Item> onTheWay(String person, DonorStage.Codes codes) {
        Actor actor = cast.signIn(person);
        return worklists.stream().flatMap(list -> list.itemsFor(actor).stream())
                .filter(item -> item.titleKey().equals("work.receive-tissue")
                        && item.subject().equals(codes.tissue()))
                .toList();
    }

    private String sends(DonorStage.Codes codes, String site, Instant arriveBy) {
        return said(() -> tissues.dispatch(stage.collector(), codes.tissue(),
                Donors.Span.at(stage.ago(Duration.ofMinutes(5))), new Tissues.Consignment(site, arriveBy), null));
    }

    private String receives(String person, DonorStage.Codes codes) {
        Tissues.Logger logger = new Tissues.Logger(stage.logger(), stage.recording(codes, "4.6", "7.1", "5"));
        return said(() -> tissues.receive(cast.signIn(person), codes.tissue(),
                new Tissues.Receipt(Donors.Span.at(stage.ago(Duration.ZERO)),
                        new Tissues.Label(codes.din(), codes.donor(), "C-01"), DonorStage.good(), logger,
                        List.of(codes.cordBlood()), null),
                null));
    }

    @Test
    void aCordIsReceivedAtTheSiteToWhichItIsAddressed() {
        DonorStage.Codes codes = stage.deferred();
        Instant tomorrow = stage.ago(Duration.ofDays(-1));

        assertThat(sends(codes, "H-031", tomorrow)).as("a hospital").isEqualTo("ST20C");
        assertThat(sends(codes, "NO-SUCH", tomorrow)).isEqualTo("ST20C");
        assertThat(sends(codes, "MAKER-1-D", stage.ago(Duration.ofHours(1)))).as("before it leaves")
                .isEqualTo("ST20C");
        assertThat(attack.by(stage.collector(), SENT.formatted("'{}'::jsonb", codes.tissue()))).isEqualTo("ST20C");
        assertThat(attack.by(stage.collector(), SENT.formatted(
                "jsonb_build_object('to_site', 'MAKER-1', 'arrive_by', 'soon')", codes.tissue())))
                .isEqualTo("ST20C");
        sentFromThePage(codes);
        assertThat(onTheWay("WH-2", codes)).singleElement().satisfies(item -> {
            assertThat(item.due()).isEqualTo(Instant.parse("2199-12-31T00:00:00Z"));
            assertThat(item.urgency()).isNotEqualTo(Worklist.Urgency.OVERDUE);
        });
        assertThat(onTheWay("WH-1", codes)).as("another site").isEmpty();
        assertThat(onTheWay("COL-1", codes)).isEmpty();

        assertThat(receives("OP-1", codes)).isEqualTo("ST20D");
        assertThat(attack.by(cast.signIn("OP-1"), RECEIVED.formatted(codes.tissue()))).isEqualTo("ST20D");
        assertThat(units.get(codes.tissue()).state()).isEqualTo("IN_TRANSIT");
        assertThat(receives("WH-2", codes)).isEqualTo("done");
        assertThat(units.get(codes.tissue())).satisfies(unit -> {
            assertThat(unit.state()).isEqualTo("RECEIVED_QUARANTINE");
            assertThat(unit.site()).isEqualTo("MAKER-1-D");
        });
        assertThat(units.holds(codes.tissue())).noneMatch(hold -> hold.cause().equals("TRANSPORT"));
    }

    private void sentFromThePage(DonorStage.Codes codes) {
        try (Window window = Window.open(port, "zh-CN")) {
            window.signIn(cast, "COL-1").go("/tissues/" + codes.tissue()).page().click("#dispatch summary");
            window.page().selectOption("#dispatch [name=site]", "MAKER-1-D");
            window.page().fill("#dispatch [name=arriveBy]", "2199-12-31T08:00");
            window.picture("tissue-dispatch-zh").page().click("#dispatch button");
            assertThat(window.page().textContent("#consignment")).contains("MAKER-1-D");
            window.picture("tissue-sent-zh");
            assertThat(window.unlabelled()).isEmpty();
            assertThat(window.complaints()).isEmpty();
        }
        assertThat(tissues.get(stage.collector(), codes.tissue()).consignment()).isNotNull()
                .extracting(Tissues.Consignment::site).isEqualTo("MAKER-1-D");
    }

    /** What came late is received, and nothing made of it is released before quality has looked at the transport. */
    @Test
    void whatComesAfterItsWindowCarriesAnObligation() {
        DonorStage.Codes codes = stage.deferred();
        assertThat(sends(codes, "MAKER-1", stage.ago(Duration.ofMinutes(4)))).isEqualTo("done");
        assertThat(tissues.get(stage.collector(), codes.tissue()).late(stage.ago(Duration.ZERO))).isTrue();
        assertThat(onTheWay("WH-1", codes)).singleElement()
                .satisfies(item -> assertThat(item.urgency()).isEqualTo(Worklist.Urgency.OVERDUE));

        assertThat(receives("OP-1", codes)).isEqualTo("done");
        assertThat(units.holds(codes.tissue())).filteredOn(hold -> hold.cause().equals("TRANSPORT")).singleElement()
                .satisfies(hold -> assertThat(hold.kind()).isEqualTo("OBLIGATION"));
        try (Window window = Window.open(port, "en")) {
            window.signIn(cast, "QA-1").go("/tissues/" + codes.tissue()).picture("tissue-late-en");
            assertThat(window.page().textContent("#consignment")).contains("past its transport window");
            assertThat(window.page().textContent("main")).contains("came after its transport window: 20")
                    .doesNotContainPattern("\\d-\\d\\dT\\d\\d:");
            assertThat(window.page().textContent("main")).doesNotContain("⟨");
        }
    }
}
