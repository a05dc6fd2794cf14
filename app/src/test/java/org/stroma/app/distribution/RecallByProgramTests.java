package org.stroma.app.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.Client;
import org.stroma.app.testing.StromaTest;
import tools.jackson.databind.JsonNode;

/** A drill and a whole recall by programs: each write succeeds once, under a key, and the recall is closed and reported. */
@StromaTest
class RecallByProgramTests {
    @Autowired
    private ApplicationContext context;
    @Autowired
    private Cast cast;
    @Autowired
    private Units units;
    @Autowired
    private PlantClock clock;
    @LocalServerPort
    private int port;
    private String lot = "";

    private Client as(String person) {
        return Client.of(port, cast.signIn(person).token());
    }

    private JsonNode does(String person, String path, Object body) {
        return does(as(person), person, path, body);
    }

    private JsonNode does(Client signedIn, String person, String path, Object body) {
        String key = person + path + body.hashCode();
        Client program = signedIn.with("Idempotency-Key", Integer.toHexString(key.hashCode()) + "-" + lot)
                .with("If-Match", "\"" + lot + ";" + units.get(lot).revision() + "\"");
        Client.Answer first = program.post("/api/v1" + path, body);
        assertThat(first.status()).as("%s: %s", path, first.response().body()).isBetween(200, 299);
        Client.Answer again = program.post("/api/v1" + path, body);
        assertThat(again.status()).as("%s again: %s", path, again.response().body()).isEqualTo(first.status());
        return first.json();
    }

    private JsonNode reads(String person, String path) {
        Client.Answer answer = as(person).get("/api/v1" + path);
        assertThat(answer.status()).as("%s: %s", path, answer.response().body()).isEqualTo(200);
        return answer.json();
    }

    private void signs(String person, String role, String path, JsonNode panel) {
        // A code of the second factor is good once, and only after those of the steps before it: who signs has signed in already.
        Client signedIn = as(person);
        does(signedIn, person, path, entry(person, role, panel));
    }

    private Map<String, Object> entry(String person, String role, JsonNode panel) {
        String code = cast.code(person);
        Map<String, Object> entry = new java.util.HashMap<>(Map.of("login", Cast.login(person), "password",
                Cast.PASSWORD, "role", role, "revision", panel.get("revision").intValue(), "sha256",
                panel.get("sha256").stringValue(), "statement", role + " signs"));
        if (code != null) {
            entry.put("code", code);
        }
        return entry;
    }

    private void disposed(String action, @Nullable String level) {
        Map<String, Object> proposal = new java.util.HashMap<>(Map.of("action", action, "reason", "clumps are seen"));
        if (level != null) {
            proposal.put("level", level);
        }
        String path = "/units/" + lot + "/dispositions";
        JsonNode proposed = does("QH-1", path, proposal);
        String signatures = path + "/" + proposed.get("disposition").longValue() + "/signatures";
        signs("QH-1", "QUALITY_HEAD", signatures, proposed.get("panel"));
        signs("QP-B", "QP_MAH", signatures, reads("QP-B", path).get("panel"));
    }

    private JsonNode panel(String recall, long id) {
        return reads("QA-1", "/recalls/" + recall + "/papers").get("panels").valueStream()
                .filter(each -> each.get("id").stringValue().equals(Long.toString(id))).findFirst().orElseThrow();
    }

    private long written(String recall, RecallReports.Kind kind) {
        return does("QA-1", "/recalls/" + recall + "/reports",
                Map.of("kind", kind.name(), "authority", "省药品监督管理局", "sentAt", clock.instant().toString(),
                        "content", "Lot recalled, consignees told, nothing given since."))
                .get("id").longValue();
    }

    private void reported(String recall, RecallReports.Kind kind) {
        long id = written(recall, kind);
        signs("QP-B", "QP_MAH", "/recalls/" + recall + "/reports/" + id + "/signatures", panel(recall, id));
    }

    private void drilled(int held) {
        String drill = does("QA-1", "/recall-drills", Map.of("lot", lot, "level", "1", "scenario", "clumps are seen"))
                .get("recall").stringValue();
        does("HR-1", "/recalls/" + drill + "/acknowledgement", Map.of("note", "counted", "found", held));
        JsonNode ended = does("QH-1", "/recall-drills/" + drill + "/end", Map.of("conclusion", "all found"));

        assertThat(ended.get("recall").get("state").stringValue()).isEqualTo("CLOSED");
        assertThat(ended.get("recall").get("reconciledAt").isNull()).isFalse();
    }

    private String recalled() {
        disposed("SUSPEND", null);
        disposed("RECALL", "1");
        assertThat(units.get(lot).state()).isEqualTo("RECALLED");
        return reads("QA-1", "/recalls").valueStream()
                .filter(each -> each.get("lot").stringValue().equals(lot)
                        && each.get("state").stringValue().equals("OPEN"))
                .findFirst().orElseThrow().get("code").stringValue();
    }

    private void judged(String path) {
        does("QA-1", path + "/effect/sample", Map.of("consignees", 1));
        does("QAM-1", path + "/effect/checks", Map.of("consignee", "H-031", "method", "PHONE", "reached", true,
                "confirmed", true, "note", "asked for the vials by number"));
        JsonNode effect = does("QH-1", path + "/effect/judgement",
                Map.of("outcome", "EFFECTIVE", "conclusion", "what the answers say"));
        assertThat(effect.get("percent").decimalValue()).isEqualByComparingTo("100");
    }

    private void answered(String path, Road road, List<String> vials) {
        does("QA-1", path + "/consignees/H-031/unreachable",
                Map.of("reason", "no answer in writing within the day", "document", Map.of("name", "letter.txt",
                        "mediaType", "text/plain", "bytes", "bGV0dGVy")));
        does("HR-1", path + "/acknowledgement", Map.of("note", "all vials in quarantine"));
        does("HR-1", "/site-quarantine", Map.of("step", step(road, null), "what", vials));
        does("HR-1", "/site-quarantine/destructions",
                Map.of("step", step(road, "HW-1"), "containers", vials, "method", "AUTOCLAVE"));
        assertThat(vials).allMatch(code -> units.get(code).state().equals("DESTROYED"));
    }

    private Map<String, Object> step(Road road, @Nullable String witness) {
        Instant now = road.clock.instant();
        Map<String, Object> step = new java.util.HashMap<>(
                Map.of("start", now.toString(), "end", now.toString(), "uses", List.of()));
        if (witness != null) {
            step.put("verifier", Map.of("login", Cast.login(witness), "password", Cast.PASSWORD));
        }
        return step;
    }

    private void closed(String path) {
        long taken = does("QA-1", path + "/closing", Map.of("conclusion", "not everything yet")).get("id").longValue();
        does("QP-B", path + "/closing/" + taken + "/withdrawal", Map.of("reason", "said too early"));
        long id = does("QA-1", path + "/closing", Map.of("conclusion", "everything is accounted for")).get("id")
                .longValue();
        String signatures = path + "/closing/" + id + "/signatures";
        signs("QA-1", "QA", signatures, reads("QA-1", path + "/papers").get("closing"));
        signs("QP-B", "QP_MAH", signatures, reads("QA-1", path + "/papers").get("closing"));
        assertThat(reads("QA-1", path).get("recall").get("state").stringValue()).isEqualTo("CLOSED");
    }

    @Test
    void aDrillAndAWholeRecallByPrograms() {
        Road road = new Road(context, ReleasedLot.another(context));
        List<String> vials = road.stored(2);
        lot = road.lot.lot;
        drilled(vials.size());
        String recall = recalled();
        String path = "/recalls/" + recall;
        long first = written(recall, RecallReports.Kind.NOTICE);
        does("QP-B", path + "/reports/" + first + "/withdrawal", Map.of("reason", "the plan is not in it"));
        reported(recall, RecallReports.Kind.NOTICE);
        reported(recall, RecallReports.Kind.PLAN);
        reported(recall, RecallReports.Kind.PROGRESS);
        judged(path);
        answered(path, road, vials);
        closed(path);
        reported(recall, RecallReports.Kind.FINAL);

        JsonNode papers = reads("QA-1", path + "/papers");
        assertThat(papers.get("due").valueStream())
                .filteredOn(each -> !each.get("kind").stringValue().equals("PROGRESS"))
                .hasSize(3).noneMatch(each -> each.get("sentAt").isNull());
        assertThat(papers.get("due").valueStream().filter(each -> each.get("kind").stringValue().equals("FINAL")))
                .allMatch(each -> each.get("uncounted").isArray());
        assertThat(as("QA-1").get("/api/v1" + path + "/report?language=en").header("Content-Type"))
                .startsWith("application/pdf");
    }
}
