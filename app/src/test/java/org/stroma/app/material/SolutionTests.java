package org.stroma.app.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stroma.app.material.MaterialFixture.part;
import static org.stroma.app.material.MaterialFixture.verifier;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Csv;
import org.stroma.app.standard.Value;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;

/** Solutions made in house, the shelf, and what a bad lot reaches. */
@StromaTest
@Import(MaterialFixture.class)
class SolutionTests {
    @Autowired
    private MaterialFixture given;
    @Autowired
    private Cast cast;
    @Autowired
    private Solutions solutions;
    @Autowired
    private MaterialEvidence evidence;
    @Autowired
    private Stock stock;
    @Autowired
    private MaterialLots lots;
    @Autowired
    private Impact impact;
    @Autowired
    private Units units;
    @Autowired
    private Door door;
    @Autowired
    private PlantClock clock;

    private String tag = "";
    private String base = "";

    @BeforeEach
    void master() {
        tag = "S" + System.nanoTime() % 1_000_000_000L;
        base = given.material("BAS-" + tag, Component.MEDIUM, "L3", part("basal salts", Component.Nature.CHEMICAL));
        recipe(Duration.ofDays(14));
    }

    private void recipe(Duration open) {
        solutions.define(cast.signIn("PS-1"), new Solutions.Recipe("CM-" + tag, 0, "完全培养基", "Complete medium",
                List.of(base), Duration.ofDays(14), open, "2-8 °C", true, "VAL-26-07"));
    }

    private String prepare(String code, String lot) {
        solutions.prepare(cast.signIn("OP-1"), new Solutions.Preparation(code, "CM-" + tag,
                Operation.Amount.of("500", "mL"), List.of(new Solutions.Part(lot, new BigDecimal("475"))),
                List.of(code + "-ST"), "FR-02", Map.of("filter_lot", "F-1")), verifier("VF-1"));
        return code;
    }

    private String released(String code, String lot) {
        prepare(code, lot);
        Actor analyst = cast.signIn("AN-1");
        evidence.check(analyst, code, "filter_integrity", true, "bubble point 3.6 bar");
        evidence.check(analyst, code, "solution_appearance", true, null);
        evidence.measured(analyst, code, "solution_endotoxin", "<0.25", "ChP-1143");
        given.review(code);
        given.decide(code, "RELEASED");
        return code;
    }

    @Test
    void aSolutionExpiresWithItsOwnLifeOrItsFirstComponent() {
        String longLot = given.released("L1-" + tag, base, 200);
        String shortLot = given.released("L2-" + tag, base, 5);

        prepare("C1-" + tag, longLot);
        prepare("C2-" + tag, shortLot);

        assertThat(Duration.between(units.get("C1-" + tag).madeAt(), units.get("C1-" + tag).expiresAt()))
                .isEqualTo(Duration.ofDays(14));
        assertThat(units.get("C2-" + tag).expiresAt()).isEqualTo(units.get(shortLot).expiresAt());
    }

    @Test
    void releasesASolutionOnItsTestsAndHoldsItWhenSterilityFailsLater() {
        String code = released("C-" + tag, given.released("L-" + tag, base, 200));

        assertThat(units.get(code).state()).isEqualTo("RELEASED");

        evidence.finding(cast.signIn("AN-1"), code, "solution_sterility", Value.Presence.POSITIVE, "day 6, TSB");
        given.review(code);
        assertThat(units.holds(code)).anyMatch(hold -> hold.open() && hold.cause().equals("LATE_RESULT"));
    }

    @Test
    void aSolutionWithoutFilterIntegrityIsNotReleased() {
        String code = prepare("C-" + tag, given.released("L-" + tag, base, 200));

        assertThat(given.status(code, "G3-43")).isEqualTo("MISSING");
        assertThat(given.status(code, "G3-41")).isEqualTo("MET");
        assertThatThrownBy(() -> given.decide(code, "RELEASED")).extracting("code").isEqualTo("ST050");
    }

    @Test
    void aLotInQuarantineDoesNotGoIntoASolution() {
        String lot = given.receive("L-" + tag, base, 200);

        assertThatThrownBy(() -> prepare("C-" + tag, lot)).extracting("code").isEqualTo("ST031");
    }

    @Test
    void aForeignComponentIsRefused() {
        String other = given.material("OTH-" + tag, "CYTOKINE", "L3",
                part("recombinant FGF", Component.Nature.RECOMBINANT));
        String lot = given.released("L-" + tag, other, 200);

        assertThatThrownBy(() -> prepare("C-" + tag, lot)).extracting("code").isEqualTo("ST088");
        assertThat(units.find("C-" + tag)).isEmpty();
    }

    @Test
    void anOpenedSolutionIsUsedOnlyForItsHours() {
        recipe(Duration.ofHours(1));
        String code = released("C-" + tag, given.released("L-" + tag, base, 200));
        Instant now = clock.instant();
        String tissue = tissue();
        explant(tissue, code, "P1-" + tag, now.minusSeconds(3700), now.minusSeconds(3650));

        assertThat(solutions.get(cast.signIn("OP-1"), code).openUntil()).isBefore(now);
        assertThatThrownBy(() -> door.perform(cast.signIn("OP-1"), Operation.of("OP-095", now, now)
                .in("culture", "P1-" + tag, null, "SEEDED", null).in("solution", code, BigDecimal.TEN), null))
                .extracting("code").isEqualTo("ST085");
    }

    private String tissue() {
        Actor collector = cast.signIn("COL-1");
        Instant at = clock.instant();
        door.perform(collector, Operation.of("OP-010", at, at).out(Operation.Made.of("donor", "DONOR_RECORD",
                "DN-" + tag)), null);
        door.perform(collector, Operation.of("OP-030", at, at).in("donor", "DN-" + tag).donationNumber("Z-" + tag)
                .out(Operation.Made.of("tissue", "TISSUE", "UC-" + tag).with(Operation.Amount.of("28", "cm"))), null);
        door.perform(collector, Operation.of("OP-040", at, at).in("tissue", "UC-" + tag)
                .parameter("to_site", "MAKER-1").parameter("arrive_by", "2199-12-31T00:00:00Z"), null);
        door.perform(cast.signIn("OP-1"), Operation.of("OP-050", at, at).in("tissue", "UC-" + tag), null);
        return "UC-" + tag;
    }

    /** Acceptance of tissue is not this module's: the state is set by the owner of the database. */
    private void explant(String tissue, String solution, String culture, Instant start, Instant end) {
        accept.accept(tissue);
        door.perform(cast.signIn("OP-1"), Operation.of("OP-070A", start, end).in("tissue", tissue, BigDecimal.TEN)
                .in("solution", solution, new BigDecimal("50")).parameter("batch", "B-" + tag)
                .fate(tissue, Operation.Fate.DISCARD, new BigDecimal("18"), "not used")
                .lateBecause("entered after work")
                .out(Operation.Made.of("culture", "ISOLATE", culture)), verifier("VF-1"));
    }

    private java.util.function.Consumer<String> accept = _ -> {};

    @Autowired
    void asOwner(org.stroma.app.database.Credentials credentials) {
        accept = tissue -> {
            try (var connection = org.stroma.app.testing.TestServer.superuser(credentials);
                    var statement = connection.prepareStatement(
                            "update genealogy.unit set state = 'ACCEPTED' where code = ?")) {
                connection.setAutoCommit(false);
                connection.createStatement()
                        .execute("select ledger.enter_system('system:migrate', 'a tissue accepted in a test')");
                statement.setString(1, tissue);
                statement.executeUpdate();
                connection.commit();
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    @Test
    void aRejectedLotShowsEverythingThatDescendsFromItAndStopsIt() {
        String lot = given.released("L-" + tag, base, 200);
        String code = released("C-" + tag, lot);
        explant(tissue(), code, "P-" + tag, clock.instant().minusSeconds(60), clock.instant());
        given.decide(lot, "REJECTED");
        Actor qa = cast.signIn("QA-1");

        List<Impact.Reached> reached = impact.of(qa, lot);

        assertThat(reached).extracting(Impact.Reached::code).contains(code, "P-" + tag, lot + "-S1", code + "-ST");
        assertThat(impact.csv(reached)).startsWith("\uFEFFcode,type").contains("\"P-" + tag + "\",\"ISOLATE\"");
        assertThat(units.holds("P-" + tag)).anyMatch(hold -> hold.open() && hold.unit().equals(lot));
        assertThatThrownBy(() -> impact.of(cast.signIn("NU-1"), lot)).extracting("code").isEqualTo("not-found");
        assertThat(Csv.cell("=1+1")).isEqualTo("\"'=1+1\"");
    }

    @Test
    void picksWhatExpiresFirstAndAsksForAReasonOtherwise() {
        String later = given.released("L1-" + tag, base, 200);
        String sooner = given.released("L2-" + tag, base, 100);
        given.receive("L3-" + tag, base, 50);
        Actor warehouse = cast.signIn("WH-1");

        List<Stock.Pick> picks = stock.pick(warehouse, base, new BigDecimal("1200"));

        assertThat(picks).extracting(pick -> pick.lot().unit().code()).containsExactly(sooner, later);
        assertThat(picks.getFirst().take()).isEqualByComparingTo("990");
        assertThat(picks.getLast().take()).isEqualByComparingTo("210");
        assertThatThrownBy(() -> stock.issue(warehouse, "B-" + tag, later, BigDecimal.TEN, "OP-1", null))
                .extracting("code").isEqualTo("material.not-fefo");
        stock.issue(warehouse, "B-" + tag, later, BigDecimal.TEN, "OP-1", "sooner lot reserved for stability");
    }

    @Test
    void balancesWhatABatchWasGiven() {
        String lot = given.released("L-" + tag, base, 200);
        Actor warehouse = cast.signIn("WH-1");
        long issue = stock.issue(warehouse, "B-" + tag, lot, new BigDecimal("600"), "OP-1", null);

        assertThat(lots.get(warehouse, lot).available()).isEqualByComparingTo("390");
        assertThatThrownBy(() -> stock.issue(warehouse, "B2-" + tag, lot, new BigDecimal("391"), "OP-1", null))
                .extracting("code").isEqualTo("ST084");
        assertThatThrownBy(() -> stock.giveBack(warehouse, issue, new BigDecimal("601"), "unopened"))
                .extracting("code").isEqualTo("ST086");

        stock.giveBack(warehouse, issue, new BigDecimal("150"), "unopened, 2-8 °C kept");

        Stock.Balance balance = stock.balances(warehouse, "B-" + tag, null).getFirst();
        assertThat(balance.used()).isEqualByComparingTo("450");
        assertThat(balance.booked()).isEqualByComparingTo("0");
        assertThat(lots.get(warehouse, lot).available()).isEqualByComparingTo("540");
    }

    @Test
    void aCountBooksWhatIsMissingAndNeverAdds() {
        String lot = given.released("L-" + tag, base, 200);
        Actor warehouse = cast.signIn("WH-1");

        assertThatThrownBy(() -> stock.count(warehouse, lot, new BigDecimal("980"), "bottle broken", null))
                .extracting("code").isEqualTo("ST039");
        stock.count(warehouse, lot, new BigDecimal("980"), "bottle broken", verifier("QA-1"));
        stock.count(warehouse, lot, new BigDecimal("981"), "a return was not entered", null);

        assertThat(units.get(lot).remaining()).isEqualByComparingTo("980");
        assertThat(stock.counts(warehouse, lot)).extracting(Stock.Count::difference)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(BigDecimal.ONE, BigDecimal.TEN.negate());
    }

    @Test
    void stockShowsWhatIsLowAndWhatExpiresSoon() {
        given.receive("L1-" + tag, base, 200);
        Actor warehouse = cast.signIn("WH-1");
        assertThat(level(warehouse).belowReorder()).isTrue();
        assertThat(level(warehouse).quarantine()).isEqualByComparingTo("1000");

        given.released("L2-" + tag, base, 10);
        assertThat(level(warehouse).belowReorder()).isFalse();
        assertThat(level(warehouse).expiresSoon()).isTrue();
    }

    private Stock.Level level(Actor actor) {
        return stock.levels(actor).stream().filter(each -> each.material().code().equals(base)).findFirst()
                .orElseThrow();
    }

    @Test
    void endsASolutionAndDiscardsItsRest() {
        String code = released("C-" + tag, given.released("L-" + tag, base, 200));
        solutions.end(cast.signIn("OP-1"), code, "CONSUMED", "campaign step done", verifier("VF-1"));

        assertThat(units.get(code).state()).isEqualTo("CONSUMED");
        assertThat(units.get(code).remaining()).isEqualByComparingTo("0");
    }
}
