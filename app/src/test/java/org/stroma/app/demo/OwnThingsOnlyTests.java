package org.stroma.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stroma.app.database.Refusal;
import org.stroma.app.genealogy.Trace;
import org.stroma.app.genealogy.Traces;
import org.stroma.app.testing.Client;
import tools.jackson.databind.JsonNode;

/** Who finds what of the campaign, by traces, scans, registers and guessed addresses. SR-070, SR-072, SR-073. */
class OwnThingsOnlyTests {
    private static final String SHIPMENT = "SH-27-0007";
    private static final String DOSE = "DO-27-B";
    private static final String VIAL = "L26-117-004";
    private static final String TISSUE = "UC-26-0001";
    private static final String SAMPLE = "CB-1";

    private final World world = World.get();
    private final Map<String, Client> programs = new HashMap<>();

    private Client as(String person) {
        return programs.computeIfAbsent(person, code -> Client.of(world.port(), world.plant.as(code).token())
                .with("Accept-Language", "en"));
    }

    private Trace.Found trace(String person, String identifier, Trace.Direction direction) {
        return world.the(Traces.class).trace(world.plant.as(person), identifier, direction, 200);
    }

    private static List<String> codes(Trace.Found found, String type) {
        return found.nodes().stream().filter(node -> node.type().equals(type)).map(Trace.Node::code).toList();
    }

    @Test
    void aShipmentIsTracedThroughWhatWasInIt() {
        Trace.Found down = trace("QA-1", SHIPMENT, Trace.Direction.DOWN);
        Trace.Found up = trace("QA-1", SHIPMENT, Trace.Direction.UP);

        assertThat(codes(down, "CONTAINER")).hasSize(7);
        assertThat(down.nodes()).extracting(Trace.Node::subject).contains("PT-A", "PT-B", "PT-C");
        assertThat(codes(up, "DONOR_RECORD")).containsExactly(DonorAct.DONOR);
        assertThat(codes(up, "BANK")).containsExactlyInAnyOrder("MCB-26-001", "WCB-26-001");
        assertThat(codes(up, "DOSE")).isEmpty();
        assertThat(trace("HR-1", SHIPMENT, Trace.Direction.BOTH).nodes()).extracting(Trace.Node::type)
                .containsOnly("SHIPMENT", "CONTAINER", "DOSE", "LOT");
    }

    @Test
    void eachUnitSaysFromWhichItWasReached() {
        Trace.Found found = trace("QA-1", "PT-B", Trace.Direction.UP);
        Set<String> codes = Set.copyOf(found.nodes().stream().map(Trace.Node::code).toList());

        assertThat(found.nodes()).allSatisfy(node -> {
            if (node.depth() == 0) {
                assertThat(node.from()).isNull();
            } else {
                assertThat(node.from()).isIn(codes);
                assertThat(node.via()).isNotEmpty();
            }
        });
        assertThat(trace("NU-1", "PT-B", Trace.Direction.UP).nodes()).extracting(Trace.Node::from)
                .allSatisfy(from -> assertThat(from).isIn(null, DOSE, "L26-117", "L26-117-004", "L26-117-005"));
    }

    @Test
    void aFilterKeepsTheKindsAndStatesThatAreAskedFor() {
        Trace.Found doses = world.the(Traces.class).trace(world.plant.as("QA-1"), DonorAct.DONOR,
                Trace.Direction.DOWN, 200, Traces.Filter.of(List.of("dose"), null));
        JsonNode retained = as("QA-1")
                .get("/api/v1/trace?of=L26-117&direction=DOWN&type=CONTAINER&state=RETAINED&state=STABILITY").json();

        assertThat(doses.nodes()).extracting(Trace.Node::type).containsOnly("DONOR_RECORD", "DOSE");
        assertThat(codes(doses, "DOSE")).hasSize(3);
        assertThat(doses.edges()).as("straight from the donor, over what is left out").hasSize(3)
                .extracting(Trace.Edge::source).containsOnly(doses.nodes().getFirst().id());
        assertThat(retained.get("nodes")).hasSize(1 + 28);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DR-2", "NU-2", "CD-1"})
    void whoHasNothingOfALotDoesNotKnowIt(String person) {
        assertThatThrownBy(() -> trace(person, "L26-117", Trace.Direction.BOTH)).isInstanceOf(Refusal.class)
                .extracting("code").isEqualTo("not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OP-1", "LG-1", "WH-1"})
    void whoDoesNotAnswerForTheProductSeesDosesWithoutTheirPatients(String person) {
        assertThatThrownBy(() -> trace(person, "PT-B", Trace.Direction.UP)).extracting("code").isEqualTo("not-found");
        assertThat(trace(person, DOSE, Trace.Direction.UP).nodes()).extracting(Trace.Node::subject).containsOnlyNulls();
        for (String address : List.of("/api/v1/units/" + DOSE, "/api/v1/units/" + DOSE + "/history",
                "/api/v1/units?type=DOSE", "/unit/" + DOSE, "/unit/" + DOSE + "/history")) {
            Client.Answer answer = as(person).get(address);

            assertThat(answer.status()).as(address).isEqualTo(200);
            assertThat(answer.response().body()).as(address).doesNotContain("PT-B", "PT-A", "PT-C");
        }
        assertThat(as("QA-1").get("/api/v1/units/" + DOSE).json().get("subject").stringValue()).isEqualTo("PT-B");
        assertThat(as("QA-1").get("/api/v1/units/" + DOSE + "/history").response().body()).contains("PT-B");
    }

    @Test
    void aHospitalIsNotToldTheDonationOfItsVials() {
        for (String address : List.of("/api/v1/units/" + VIAL, "/api/v1/units?type=CONTAINER",
                "/api/v1/units/" + SHIPMENT + "/contents", "/api/v1/units/" + VIAL + "/events",
                "/unit/" + VIAL, "/shipments/" + SHIPMENT)) {
            Client.Answer answer = as("HP-1").get(address);

            assertThat(answer.status()).as(address).isEqualTo(200);
            assertThat(answer.response().body()).as(address).doesNotContain("Z9999", DonorAct.DONOR);
        }
        assertThat(as("HP-1").get("/api/v1/units/" + VIAL + "/history").response().body()).doesNotContain("donation");
        assertThat(as("QA-1").get("/api/v1/units/" + VIAL).json().get("donation").stringValue())
                .isEqualTo("Z9999 26 000123");
    }

    /** What exists elsewhere looks like what exists nowhere. */
    @ParameterizedTest
    @ValueSource(strings = {VIAL, DOSE, SHIPMENT, "L26-117", "PT-B", DonorAct.DONOR,
            "(01)09521234567899(17)281116(10)L26-117(21)000004"})
    void aScanAtAnotherHospitalFindsNothing(String scanned) {
        Client.Answer there = scan("NU-2", scanned);
        Client.Answer nowhere = scan("NU-2", "NO-SUCH-THING");

        assertThat(there.status()).isEqualTo(200);
        assertThat(there.response().body()).contains("scan-none");
        assertThat(nowhere.response().body()).contains("scan-none");
    }

    private Client.Answer scan(String person, String scanned) {
        return as(person).get("/scan?q=" + URLEncoder.encode(scanned, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"QA-1;(01)09521234567899(17)281116(10)L26-117(21)000004;/unit/L26-117-004",
            "HP-1;(01)09521234567899(17)281116(10)L26-117(21)000004;/unit/L26-117-004", "HP-1;PT-B;/trace?of=PT-B",
            "QA-1;PT-C;/trace?of=PT-C", "LG-1;CARRIER-1;/shipments/qualifications?code=CARRIER-1"})
    void aScanOpensWhatItsOwnerMaySee(String person, String scanned, String opened) {
        Client.Answer answer = scan(person, scanned);

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).endsWith(opened);
    }

    /** What the first centre collected, wherever it is now, in every place where the second centre could come across it. */
    @Test
    void anotherCollectionCentreKnowsNeitherDonorNorTissueNorSample() {
        List<String> own = List.of(DonorAct.DONOR, TISSUE, SAMPLE);
        for (String code : own) {
            for (String address : List.of("/api/v1/units/" + code, "/api/v1/units/" + code + "/events",
                    "/api/v1/units/" + code + "/history", "/api/v1/units/" + code + "/holds",
                    "/api/v1/units/" + code + "/evidence", "/api/v1/trace?of=" + code, "/unit/" + code,
                    "/unit/" + code + "/history", "/trace?of=" + code)) {
                assertThat(as("COL-2").get(address).status()).as(address).isEqualTo(404);
                assertThat(as("COL-1").get(address).status()).as(address).isEqualTo(200);
            }
            assertThat(scan("COL-2", code).response().body()).as(code).contains("scan-none");
        }
        for (String address : List.of("/api/v1/donors/" + DonorAct.DONOR, "/donors/" + DonorAct.DONOR,
                "/tissues/" + TISSUE, "/api/v1/tissues/" + TISSUE)) {
            assertThat(as("COL-2").get(address).status()).as(address).isEqualTo(404);
            assertThat(as("COL-1").get(address).status()).as(address).isEqualTo(200);
        }
        for (String list : List.of("/api/v1/units?type=TISSUE&limit=500", "/api/v1/units?type=SAMPLE&limit=500",
                "/api/v1/units?type=DONOR_RECORD", "/tissues", "/donors", "/api/v1/donors", "/api/v1/registers/donors",
                "/api/v1/registers/samples", "/api/v1/registers/tissues", "/")) {
            assertThat(as("COL-2").get(list).response().body()).as(list).doesNotContain(own);
        }
        assertThat(as("COL-1").get("/api/v1/units?type=TISSUE&limit=500").response().body()).contains(TISSUE);
        assertThat(as("COL-1").get("/api/v1/units?type=SAMPLE&limit=500").json().valueStream()
                .map(each -> each.get("origin").stringValue())).containsOnly("C-01");
        assertThat(as("COL-1").get("/api/v1/trace?of=" + DonorAct.DONOR).json().get("nodes").valueStream()
                .map(node -> node.get("type").stringValue())).contains("DONOR_RECORD", "TISSUE", "SAMPLE")
                .doesNotContain("ISOLATE", "BANK", "LOT", "DOSE");
    }

    @Test
    void anotherCollectionCentreReadsNoIdentityOfTheFirst() {
        Client there = as("DVC-2").with("Content-Type", "application/json");

        assertThat(there.get("/api/v1/vaults/donor/identities").response().body()).doesNotContain(DonorAct.DONOR);
        assertThat(there.post("/api/v1/vaults/donor/identities/" + DonorAct.DONOR + "/readings",
                Map.of("purpose", "look-back after a report")).json().get("code").stringValue()).isEqualTo("ST067");
    }

    /** A centre is told that its tissue arrived, by the state, and nothing of what is done to it there. */
    @Test
    void whatWasDoneElsewhereIsNotTold() {
        assertThat(events("COL-1", TISSUE)).containsOnly("C-01");
        assertThat(events("HP-1", VIAL)).containsOnly("H-031");
        assertThat(as("HP-1").get("/unit/" + VIAL).response().body()).doesNotContain("OP-180", "OP-1<");
        assertThat(as("HP-1").get("/api/v1/units/" + VIAL + "/history").json().valueStream()
                .map(change -> change.get("author").stringValue())).isNotEmpty().noneMatch(
                        author -> List.of("OP-1", "OP-2", "VF-1", "WH-1", "LG-1", "AN-1", "QP-B", "QAM-1")
                                .contains(author));
        assertThat(events("QA-1", VIAL)).contains("MAKER-1", "H-031");
    }

    private List<String> events(String person, String code) {
        return as(person).get("/api/v1/units/" + code + "/events").json().valueStream()
                .map(event -> event.get("organisation").stringValue()).toList();
    }

    @Test
    void aCarrierSeesNobodyElseInTheRegister() {
        JsonNode register = as("CD-1").get("/api/v1/qualifications").json();

        assertThat(register.valueStream().map(each -> each.get("code").stringValue())).containsOnly("CARRIER-1");
        assertThat(as("LG-1").get("/api/v1/qualifications").json().size()).isGreaterThan(register.size());
    }
}
