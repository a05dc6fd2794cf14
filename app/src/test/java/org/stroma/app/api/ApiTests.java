package org.stroma.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.stroma.app.donor.BloodDraw;
import org.stroma.app.donor.DonorStage;
import org.stroma.app.donor.Jurisdiction;
import org.stroma.app.donor.Screening;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.Client;
import org.stroma.app.testing.StromaTest;
import tools.jackson.databind.JsonNode;

/** The interface for programs, from signing in to a signed decision, and how it refuses. SR-001, SR-010. */
@StromaTest
class ApiTests {
    @LocalServerPort
    private int port;
    @Autowired
    private Cast cast;
    @Autowired
    private ApplicationContext context;

    private Client as(String person) {
        return Client.of(port, cast.signIn(person).token());
    }

    @Test
    void aSessionIsOpenedUsedAndEnded() {
        Client.Answer opened = Client.of(port, null).post("/api/v1/sessions",
                Map.of("login", "qa-1", "password", Cast.PASSWORD));
        assertThat(opened.status()).isEqualTo(201);
        Client qa = Client.of(port, opened.json().get("token").stringValue());
        JsonNode me = qa.get("/api/v1/me").json();
        assertThat(me.get("person").stringValue()).isEqualTo("QA-1");
        assertThat(me.get("roles").get(0).stringValue()).isEqualTo("QA");

        assertThat(qa.delete("/api/v1/sessions").status()).isEqualTo(204);
        assertThat(qa.get("/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void aWrongPasswordIsRefusedInWords() {
        Client.Answer refused = Client.of(port, null).with("Accept-Language", "en").post("/api/v1/sessions",
                Map.of("login", "qa-2", "password", "wrong"));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json().get("detail").stringValue()).startsWith("Account, password or code is wrong");
    }

    @ParameterizedTest
    @CsvSource({"en-GB, no such object", "zh-CN, 没有此对象", "fr, 没有此对象"})
    void problemsSpeakTheLanguageOfTheCaller(String language, String words) {
        Client.Answer problem = as("QA-1").with("Accept-Language", language).get("/api/v1/units/NO-SUCH-UNIT");

        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem.json().get("type").stringValue()).isEqualTo("urn:stroma:problem:not-found");
        assertThat(problem.json().get("detail").stringValue()).contains(words);
    }

    @Test
    void whatCannotBeReadNamesThePlace() {
        Client qa = as("QA-1").with("Accept-Language", "en");

        Client.Answer broken = qa.post("/api/v1/deviations", "{\"unit\": ");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.json().get("code").stringValue()).isEqualTo("malformed");
        Client.Answer wrong = qa.post("/api/v1/deviations",
                Map.of("unit", "X", "severity", "TERRIBLE", "description", "d", "stops", false));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().get("detail").stringValue()).contains("severity");
        assertThat(qa.get("/api/v1/units").json().get("detail").stringValue()).contains("type");
    }

    /** Half a microsecond is a tie that the driver and the database round differently; both are cut before. */
    @ParameterizedTest
    @ValueSource(ints = {500, 1_500, 999_999_500})
    void anInstantFinerThanTheRecordsIsTheSameEverywhere(int nanos) {
        DonorStage stage = DonorStage.of(context);
        DonorStage.Codes codes = stage.enrol(Jurisdiction.CN);
        stage.screen(codes, Screening.clear(29, "39w2d"));
        Instant drawn = stage.ago(Duration.ofMinutes(5)).truncatedTo(ChronoUnit.SECONDS).plusNanos(nanos);
        Client collector = as("COL-1");

        Client.Answer answer = collector.post("/api/v1/donors/" + codes.donor() + "/samples",
                Map.of("draw", Map.of("code", codes.maternal(), "purpose", "MATERNAL", "drawnAt", drawn.toString(),
                        "fluids", BloodDraw.Fluids.none("68"))));

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(collector.get("/api/v1/donors/" + codes.donor()).json().get("samples").get(0).get("drawnAt")
                .stringValue()).isEqualTo(drawn.truncatedTo(ChronoUnit.MICROS).toString());
    }

    @Test
    void thePlantsClockShowsWhatTheRecordsCanKeep() {
        PlantClock clock = context.getBean(PlantClock.class);

        assertThat(IntStream.range(0, 1_000).mapToObj(_ -> clock.instant().getNano() % 1_000)).containsOnly(0);
    }

    @Test
    void aDonorIsJudgedProposedSignedAndJudgedAgain() {
        DonorStage.Codes codes = DonorStage.of(context).complete();
        Client reviewer = as("DMR-1").with("Accept-Language", "en");
        String path = "/api/v1/gates/G1/units/" + codes.donor();
        JsonNode judged = reviewer.get(path).json();
        assertThat(judged.get("overall").stringValue()).isEqualTo("PASS");
        assertThat(judged.get("requirements").size()).isGreaterThan(10);
        int revision = judged.get("revision").intValue();

        Map<String, Object> proposal = Map.of("outcome", "ELIGIBLE", "justification", "all met", "revision", revision);
        assertThat(reviewer.post(path + "/proposals", Map.of("outcome", "ELIGIBLE", "revision", revision + 1))
                .status()).isEqualTo(409);
        Client.Answer proposed = reviewer.post(path + "/proposals", proposal);
        assertThat(proposed.status()).as(proposed.response().body()).isEqualTo(201);
        long decision = proposed.json().get("decision").longValue();
        JsonNode panel = proposed.json().get("panel");
        List<String> signers = new ArrayList<>();
        panel.get("slots").forEach(slot -> signers.add(slot.get("role").stringValue()));
        for (String role : signers) {
            sign(reviewer, "/api/v1/decisions/" + decision + "/signatures", panel, role);
        }

        assertThat(reviewer.get("/api/v1/decisions/" + decision).json().get("state").stringValue())
                .isEqualTo("SIGNED");
        assertThat(reviewer.get("/api/v1/decisions/" + decision + "/replay").json().get("sameBytes").booleanValue())
                .isTrue();
        assertThat(reviewer.post(path + "/proposals", proposal).status()).isEqualTo(409);
    }

    private void sign(Client tablet, String path, JsonNode panel, String role) {
        String person = role.equals("QA") ? "QA-1" : "DMR-1";
        Client.Answer signed = tablet.post(path, Map.of("login", Cast.login(person), "password", Cast.PASSWORD, "role",
                role, "revision", panel.get("revision").intValue(), "sha256", panel.get("sha256").stringValue(),
                "statement", "signed by a program"));
        assertThat(signed.status()).as(signed.response().body()).isEqualTo(200);
    }

    @Test
    void anOpenProposalIsWithdrawnByWhoMayProposeItOnly() {
        DonorStage.Codes codes = DonorStage.of(context).complete();
        String path = "/api/v1/gates/G1/units/" + codes.donor();
        assertThat(as("OP-1").post(path + "/proposals", Map.of("outcome", "ELIGIBLE")).status()).isEqualTo(403);
        assertThat(as("DMR-1").post(path + "/proposals", Map.of("outcome", "ELIGIBLE")).status()).isEqualTo(428);
        String tag = as("DMR-1").get("/api/v1/units/" + codes.donor()).header("ETag");
        long decision = as("DMR-1").with("If-Match", tag).post(path + "/proposals", Map.of("outcome", "ELIGIBLE"))
                .json().get("decision").longValue();
        String withdrawal = "/api/v1/decisions/" + decision + "/withdrawal";

        assertThat(as("OP-1").post(withdrawal, Map.of("reason", "not mine")).status()).isEqualTo(403);
        assertThat(as("NU-1").post(withdrawal, Map.of("reason", "not mine")).status()).isEqualTo(404);
        assertThat(as("DMR-1").post(withdrawal, Map.of("reason", "entered too early")).status()).isEqualTo(428);
        assertThat(as("DMR-1").with("If-Match", tag).post(withdrawal, Map.of("reason", "entered too early")).json()
                .get("state").stringValue()).isEqualTo("WITHDRAWN");
    }

    @Test
    void anotherOrganisationsUnitsDoNotExist() {
        String donor = DonorStage.of(context).complete().donor();
        Client nurse = as("NU-1");

        for (String path : List.of("/api/v1/units/" + donor, "/api/v1/units/" + donor + "/events",
                "/api/v1/units/" + donor + "/holds", "/api/v1/units/" + donor + "/evidence",
                "/api/v1/units/" + donor + "/history", "/api/v1/units/" + donor + "/members",
                "/api/v1/units/" + donor + "/decisions", "/api/v1/gates/G1/units/" + donor,
                "/api/v1/units/" + donor + "/evidence/karyotype", "/api/v1/trace?of=" + donor,
                "/gate/G1/" + donor, "/unit/" + donor, "/unit/" + donor + "/history")) {
            assertThat(nurse.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(nurse.get("/api/v1/units?type=DONOR_RECORD").json()).isEmpty();
        assertThat(nurse.post("/api/v1/gates/G1/units/" + donor + "/proposals", Map.of("outcome", "ELIGIBLE"))
                .status()).isEqualTo(404);
        assertThat(as("QA-1").get("/api/v1/units/" + donor).status()).isEqualTo(200);
    }

    @Test
    void aHoldIsPlacedOnTheRevisionThatWasSeenAndClosed() {
        String donor = DonorStage.of(context).eligible().donor();
        Client qa = as("QA-1");
        Client.Answer unit = qa.get("/api/v1/units/" + donor);
        String tag = unit.header("ETag");
        assertThat(tag).matches("\"" + donor + ";\\d+\"");
        Map<String, String> hold = Map.of("reference", "INV-1", "reason", "label under investigation");

        assertThat(qa.with("If-Match", "\"" + donor + ";9999\"").post("/api/v1/units/" + donor + "/holds", hold)
                .status()).isEqualTo(412);
        assertThat(qa.with("If-Match", "nonsense").post("/api/v1/units/" + donor + "/holds", hold).status())
                .isEqualTo(400);
        Client.Answer placed = qa.with("If-Match", tag).post("/api/v1/units/" + donor + "/holds", hold);
        assertThat(placed.status()).as(placed.response().body()).isEqualTo(201);
        long id = placed.json().get("id").longValue();
        assertThat(qa.get("/api/v1/units/" + donor + "/holds").json().get(0).get("reference").stringValue())
                .isEqualTo("INV-1");
        String closure = "/api/v1/units/" + donor + "/holds/" + id + "/closure";
        assertThat(as("OP-1").post(closure, Map.of("reason", "not mine to close")).status()).isEqualTo(403);
        assertThat(qa.post(closure, Map.of("reason", "label was right")).status()).isEqualTo(428);
        assertThat(qa.with("If-Match", tag).post(closure, Map.of("reason", "label was right")).status())
                .isEqualTo(204);
    }

    @Test
    void aDeviationIsReportedConcludedAndClosed() {
        String donor = DonorStage.of(context).eligible().donor();
        Client.Answer reported = as("OP-1").post("/api/v1/deviations", Map.of("unit", donor, "severity", "MINOR",
                "description", "form filled with blue ink", "stops", false));
        assertThat(reported.status()).as(reported.response().body()).isEqualTo(201);
        String code = reported.json().get("code").stringValue();

        assertThat(as("OP-1").post("/api/v1/deviations/" + code + "/closure", Map.of("cause", "c", "impact", "i"))
                .status()).isEqualTo(403);
        Client qa = as("QA-1");
        assertThat(qa.get("/api/v1/deviations/concerning?unit=" + donor).json().get(0).get("code").stringValue())
                .isEqualTo(code);
        Client.Answer concluded = qa.post("/api/v1/deviations/" + code + "/conclusions",
                Map.of("unit", donor, "conclusion", "NO_IMPACT", "rationale", "the entries are legible"));
        assertThat(concluded.status()).as(concluded.response().body()).isEqualTo(200);
        Client.Answer closed = qa.post("/api/v1/deviations/" + code + "/closure",
                Map.of("cause", "wrong pen at the desk", "impact", "none on the donor"));
        assertThat(closed.json().get("state").stringValue()).as(closed.response().body()).isEqualTo("CLOSED");
    }

    @Test
    void aMethodIsDraftedAndSignedThroughThePanelOfAnyRecord() {
        Client analyst = as("AN-1");
        Client.Answer drafted = analyst.post("/api/v1/laboratory/methods", Map.of("code", "API-M-1", "nameZh", "方法",
                "nameEn", "Method", "reference", "SOP-1", "characteristics", List.of("viability")));
        assertThat(drafted.status()).as(drafted.response().body()).isEqualTo(201);
        Client head = as("QCH-1");
        String query = "?type=method&id=API-M-1/1";
        JsonNode panel = head.get("/api/v1/panels" + query).json().get("panel");
        assertThat(as("NU-1").get("/api/v1/panels" + query).status()).isEqualTo(404);
        List<String> roles = new ArrayList<>();
        panel.get("slots").forEach(slot -> roles.add(slot.get("role").stringValue()));
        assertThat(roles).contains("QC_HEAD");
        assertThat(head.get("/api/v1/panels/waiting").response().body()).contains("API-M-1/1");
        for (String role : roles) {
            Client.Answer signed = head.post("/api/v1/panels/signatures" + query,
                    Map.of("login", role.equals("QC_HEAD") ? "qch-1" : "qa-1", "password", Cast.PASSWORD, "role", role,
                            "revision", panel.get("revision").intValue(), "sha256",
                            panel.get("sha256").stringValue(), "statement", "signed by a program"));
            assertThat(signed.status()).as(signed.response().body()).isEqualTo(200);
        }

        assertThat(head.get("/api/v1/laboratory/methods").response().body())
                .containsPattern("\"code\":\"API-M-1\"[^}]*\"state\":\"EFFECTIVE\"");
    }

    @Test
    void peopleAreAdministeredByPrograms() {
        Client administrator = as("ADM-1");
        Client.Answer added = administrator.post("/api/v1/persons", Map.of("person", Map.of("code", "API-P-1",
                "fullName", "Li Na", "organisation", "MAKER-1", "login", "api-p-1", "roles", List.of("OPERATOR")),
                "reason", "new operator"));
        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        Client.Answer first = Client.of(port, null).post("/api/v1/sessions",
                Map.of("login", "api-p-1", "password", added.json().get("password").stringValue()));
        assertThat(first.json().get("me").get("mustChange").booleanValue()).isTrue();
        Client newcomer = Client.of(port, first.json().get("token").stringValue());
        assertThat(newcomer.get("/api/v1/units?type=LOT").json().get("code").stringValue()).isEqualTo("ST026");
        assertThat(newcomer.post("/api/v1/me/password",
                Map.of("current", added.json().get("password").stringValue(), "fresh", "a phrase of my own")).status())
                .isEqualTo(204);
        assertThat(newcomer.get("/api/v1/units?type=LOT").status()).isEqualTo(200);

        assertThat(administrator.post("/api/v1/persons/API-P-1/lock", Map.of("locked", true, "reason", "left badge"))
                .status()).isEqualTo(204);
        assertThat(newcomer.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(administrator.get("/api/v1/persons/API-P-1").json().get("person").get("locked").booleanValue())
                .isTrue();
        assertThat(as("QA-1").post("/api/v1/persons/API-P-1/lock", Map.of("locked", false, "reason", "not mine"))
                .status()).isEqualTo(403);
    }
}
