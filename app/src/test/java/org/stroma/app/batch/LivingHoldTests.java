package org.stroma.app.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.stroma.app.gate.Dispositions;
import org.stroma.app.gate.Disposing;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.shell.Worklist;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.Window;

/** Living cells under a hold: a clock asks production and QA to decide, and past it little stays open until they have. SR-046. */
@StromaTest
class LivingHoldTests {
    @Autowired
    private ApplicationContext context;
    @Autowired
    private Units units;
    @Autowired
    private Dispositions dispositions;
    @Autowired
    private Door door;
    @Autowired
    private Authorship authorship;
    @Autowired
    private Cast cast;
    @Autowired
    private PlantClock clock;
    @Autowired
    private List<Worklist> worklists;

    @LocalServerPort
    private int port;

    private BatchCampaign campaign;
    private Disposing disposing;
    private String culture = "";
    private Instant held = Instant.EPOCH;
    private Instant before = Instant.EPOCH;

    /** A passage that was seeded today, with a hold on what it came from. */
    @BeforeEach
    void underAHold() {
        campaign = new BatchCampaign(context);
        disposing = new Disposing(context);
        String primary = campaign.primary(campaign.tissue());
        culture = campaign.code("P1");
        campaign.cultures.seed(campaign.operator(), now("OP-2"), new Cultures.Seeding(primary, culture,
                new BigDecimal("2.0224e7"), BatchCampaign.vessels(8, "632"), "rest", Map.of()));
        authorship.write(cast.signIn("QA-1"), "hold of a test",
                () -> door.hold(primary, Door.HoldKind.STOP, "TEST", "T-1", "under investigation", null));
        held = clock.instant();
        before = clock.instant();
    }

    @AfterEach
    void backToToday() {
        clock.moveTo(before.plusSeconds(60));
    }

    private Step now(String second) {
        Instant now = clock.instant();
        return Step.of(now, now, BatchCampaign.verifier(second)).in("CR-201");
    }

    private void later(int hours) {
        clock.moveTo(held.plus(Duration.ofHours(hours)));
    }

    private void care() {
        campaign.cultures.care(campaign.operator(), now("QA-1"),
                new Cultures.Care(culture, true, null, List.of(), Map.of()));
    }

    private void harvest(String code) {
        campaign.cultures.harvest(campaign.operator(), now("QA-1"),
                new Cultures.Harvesting(culture, code, Count.of("1.5e8", "96"),
                        Map.of("confluence", new BigDecimal("85"), "enzyme_contact", new BigDecimal("5")), List.of(),
                        Map.of()));
    }

    private void seed(String harvest, String code) {
        campaign.cultures.seed(campaign.operator(), now("QA-1"), new Cultures.Seeding(harvest, code,
                new BigDecimal("1.5e8"), BatchCampaign.vessels(6, "6250"), null, Map.of()));
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).extracting("code").isEqualTo(code);
    }

    private List<Worklist.Item> work(String person) {
        Actor actor = cast.signIn(person);
        return worklists.stream().flatMap(list -> list.itemsFor(actor).stream())
                .filter(item -> item.subject().equals(culture) && item.titleKey().startsWith("worklist.cells"))
                .toList();
    }

    @Test
    void aClockAsksForADecisionAndClosesWhatTheProductDoesNotName() {
        Dispositions.Due due = dispositions.dueOf(culture).orElseThrow();
        assertThat(Duration.between(held, due.at())).isBetween(Duration.ofHours(72).minusMinutes(5),
                Duration.ofHours(72));
        assertThat(work("PH-1")).singleElement().extracting(Worklist.Item::urgency)
                .isEqualTo(Worklist.Urgency.OPEN);
        assertThat(work("OP-1")).isEmpty();
        later(50);
        assertThat(work("QA-1")).singleElement().extracting(Worklist.Item::urgency)
                .isEqualTo(Worklist.Urgency.TODAY);
        care();
        later(96);
        assertThat(work("PH-1")).singleElement().extracting(Worklist.Item::urgency)
                .isEqualTo(Worklist.Urgency.OVERDUE);
        for (String language : List.of("zh-CN", "en")) {
            try (Window window = Window.open(port, language)) {
                window.signIn(cast, "QA-1").go("/unit/" + culture).picture("living-hold-" + language);
                assertThat(window.page().locator("#decision-due .state-bad").count()).isOne();
                assertThat(window.complaints()).isEmpty();
            }
        }
        care();
        harvest(campaign.code("H1"));
        refused("ST109", () -> seed(campaign.code("H1"), campaign.code("P2")));
        assertThat(units.events(campaign.code("H1")).getFirst().atRisk()).isTrue();
    }

    @Test
    void whoeverSignsToGoOnGivesThemTheSameTimeAgainAndWhoeverEndsThemLeavesTheDiscard() {
        refused("ST038", () -> disposing.propose("OP-1", culture, "CONTINUE", null));
        refused("ST038", () -> disposing.propose("QH-1", culture, "CONTINUE", null));
        later(80);
        disposing.decide(culture, "CONTINUE", null);
        assertThat(Duration.between(clock.instant(), dispositions.dueOf(culture).orElseThrow().at()))
                .isBetween(Duration.ofHours(72).minusMinutes(5), Duration.ofHours(72));
        later(96);
        harvest(campaign.code("H1"));
        seed(campaign.code("H1"), campaign.code("P2"));
        assertThat(units.get(campaign.code("P2")).state()).as("the decision goes with what is made of them")
                .isEqualTo("SEEDED");
        culture = campaign.code("P2");
        disposing.decide(culture, "TERMINATE", null);
        assertThat(work("QA-1")).singleElement().extracting(Worklist.Item::titleKey)
                .isEqualTo("worklist.cells-to-end");
        refused("ST10A", this::care);
        refused("ST10A", () -> harvest(campaign.code("H2")));
        campaign.cultures.terminate(campaign.operator(), now("QA-1"), culture, "decided to end them");
        assertThat(units.get(culture).state()).isEqualTo("TERMINATED");
        assertThat(work("QA-1")).isEmpty();
    }

    /** A decision on living cells is proposed on their page by who signs it, and on the cells that he saw. */
    @Test
    void aPageThatWasOvertakenDecidesNothingAndWrongPeopleHaveNoForm() {
        String path = "/unit/" + culture + "/dispositions";
        try (Window head = Window.open(port, "zh-CN").signIn(cast, "PH-1");
                Window operator = Window.open(port, "en").signIn(cast, "OP-1")) {
            assertThat(operator.go("/unit/" + culture).page().locator("#disposition").count()).isZero();
            assertThat(operator.send(path, Map.of("action", "CONTINUE", "reason", "an attack", "seen",
                    culture + ";" + units.get(culture).revision())).status()).isEqualTo(403);
            head.go("/unit/" + culture).page().click("#dispositions summary");
            assertThat(head.send(path, Map.of("action", "CONTINUE", "reason", "no revision said")).status())
                    .isEqualTo(428);
            head.page().selectOption("#disposition [name=action]", "CONTINUE");
            head.page().fill("#disposition [name=reason]", "等待检验结果");
            head.picture("living-decision-zh-CN");
            harvest(campaign.code("H1"));
            head.press("#disposition button");

            assertThat(head.refusal()).contains("您看到的内容已被他人更改");
            assertThat(dispositions.list(culture)).isEmpty();
        }
    }

    @Test
    void whereNothingStandsThereIsNothingToDecide() {
        long hold = units.holds(culture).stream().filter(Units.Hold::open).findFirst().orElseThrow().id();
        authorship.write(cast.signIn("QA-1"), "lifted in a test", () -> {
            door.close(hold, "nothing found");
            return true;
        });

        assertThat(dispositions.dueOf(culture)).isEmpty();
        assertThat(dispositions.offered(culture)).isEmpty();
        refused("ST10D", () -> disposing.propose("PH-1", culture, "CONTINUE", null));
    }
}
