package org.stroma.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stroma.app.gate.Gates;
import org.stroma.app.testing.Client;
import tools.jackson.databind.JsonNode;

/** The donor was deferred until the result after the window came, then found eligible: the first decision is kept and shown for what it is. */
class SupersededDecisionTests {
    private final World world = World.get();

    @Test
    void isShownAsSuchWithWhatTookItsPlace() {
        List<Gates.Decision> decisions = world.the(Gates.class).decisions(DonorAct.DONOR, "G1").reversed();
        Gates.Decision deferred = decisions.getFirst();
        long next = decisions.get(1).id();
        assertThat(deferred.outcome()).isEqualTo("DEFERRED");

        Client qa = Client.of(world.port(), world.plant.as("QA-1").token());
        JsonNode record = qa.get("/api/v1/decisions/" + deferred.id() + "/record").json();
        assertThat(record.get("standing").asString()).isEqualTo("SUPERSEDED");
        assertThat(record.get("supersededBy").longValue()).isEqualTo(next);

        assertThat(qa.get("/decision/" + deferred.id() + "?lang=zh-CN").response().body())
                .contains("data-standing=\"SUPERSEDED\"", ">已被取代<", "href=\"/decision/" + next + "\"")
                .doesNotContain("data-standing=\"STANDS\"");
        assertThat(qa.get("/decision/" + deferred.id() + "?lang=en").response().body())
                .contains(">superseded<", "href=\"/decision/" + next + "\"");
        assertThat(qa.get("/decision/" + next).response().body()).doesNotContain("data-standing=\"SUPERSEDED\"");
    }
}
