package org.stroma.app.genealogy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;

/** What the door lets through, computes and refuses. SR-030. */
@StromaTest
class DoorTests {
    @Autowired
    private Cast cast;
    @Autowired
    private Door door;
    @Autowired
    private Units units;
    @Autowired
    private PlantClock clock;
    @Autowired
    private Authorship authorship;

    private String tag = "";
    private Actor collector;
    private Actor operator;

    @BeforeEach
    void signIn() {
        tag = "D" + System.nanoTime() % 1_000_000_000L;
        collector = cast.signIn("COL-1");
        operator = cast.signIn("OP-1");
    }

    private Operation now(String type) {
        Instant at = clock.instant();
        return Operation.of(type, at.minusSeconds(60), at);
    }

    private String collect() {
        door.perform(collector, now("OP-010").out(Operation.Made.of("donor", "DONOR_RECORD", "DN-" + tag)), null);
        door.perform(collector, now("OP-030").in("donor", "DN-" + tag).donationNumber("Z9999 26 " + tag)
                .out(Operation.Made.of("tissue", "TISSUE", "UC-" + tag).with(Operation.Amount.of("28.0", "cm"))), null);
        return "UC-" + tag;
    }

    @Test
    void aCollectionStartsADonation() {
        String tissue = collect();

        assertThat(units.get(tissue).donation()).isEqualTo("Z9999 26 " + tag);
        assertThat(units.get(tissue).remaining()).isEqualByComparingTo("28.0");
        assertThat(units.events(tissue)).hasSize(1);
    }

    @Test
    void refusesAStateThatTheCatalogueDoesNotKnow() {
        String tissue = collect();

        assertThatThrownBy(() -> door.perform(operator, now("OP-070A").in("tissue", tissue, new BigDecimal("20")),
                verifier("VF-1")))
                .extracting("code").isEqualTo("ST031");
    }

    @Test
    void refusesTheWrongRole() {
        assertThatThrownBy(() -> door.perform(operator,
                now("OP-010").out(Operation.Made.of("donor", "DONOR_RECORD", "DN-" + tag)), null))
                .extracting("code").isEqualTo("ST038");
    }

    @Test
    void handsOverToWhoReceives() {
        String tissue = collect();
        door.perform(collector, now("OP-040").in("tissue", tissue).parameter("to_site", "MAKER-1")
                .parameter("arrive_by", "2199-12-31T00:00:00Z"), null);
        door.perform(operator, now("OP-050").in("tissue", tissue), null);

        assertThat(units.get(tissue).holder()).isEqualTo("MAKER-1");
        assertThat(units.get(tissue).state()).isEqualTo("RECEIVED_QUARANTINE");
    }

    @Test
    void refusesAnEntryThatIsLateWithoutReason() {
        Instant long_ago = clock.instant().minusSeconds(7200);

        assertThatThrownBy(
                () -> door.perform(collector,
                        Operation.of("OP-010", long_ago, long_ago)
                                .out(Operation.Made.of("donor", "DONOR_RECORD", "DN-" + tag)),
                        null))
                .extracting("code").isEqualTo("ST040");
    }

    @Test
    void aHoldStopsEverythingBelowIt() {
        String tissue = collect();
        Actor qa = cast.signIn("QA-1");
        authorship.write(qa, "hold of a donor",
                () -> door.hold("DN-" + tag, Door.HoldKind.STOP, "TEST", "T-1", "a late report", null));

        assertThat(units.holds(tissue)).hasSize(1);
        assertThat(units.holds(tissue).getFirst().unit()).isEqualTo("DN-" + tag);
    }

    static Door.Verifier verifier(String code) {
        return new Door.Verifier(Cast.login(code), Cast.PASSWORD, null);
    }

    @Test
    void keepsParametersAsWritten() {
        door.perform(collector,
                now("OP-010").parameter("consent_version", "3.2")
                        .out(Operation.Made.of("donor", "DONOR_RECORD", "DN-" + tag)
                                .describedBy(Map.of("centre", "C-01"))),
                null);

        assertThat(units.events("DN-" + tag).getFirst().parameters()).containsEntry("consent_version", "3.2");
        assertThat(units.get("DN-" + tag).attributes()).containsEntry("centre", "C-01");
    }
}
