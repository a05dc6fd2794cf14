package org.stroma.app.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.database.Refusal;
import org.stroma.app.donor.BloodDraw;
import org.stroma.app.donor.DonorStage;
import org.stroma.app.donor.Donors;
import org.stroma.app.donor.Jurisdiction;
import org.stroma.app.donor.Screening;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Authorship;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Verdicts that are not those of the standard in force over the evidence as it stands, proposed by SQL as the application's role. */
@StromaTest
class VerdictAttackTests {
    @Autowired
    private Cast cast;
    @Autowired
    private Gates gates;
    @Autowired
    private Donors donors;
    @Autowired
    private Authorship authorship;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private JsonMapper json;
    @Autowired
    private PlantClock clock;
    @Autowired
    private ApplicationContext context;

    private DonorStage stage;
    private String donor = "";

    /** A newborn of exactly 3 kg: her donor is to be refused. */
    @BeforeEach
    void aDonorThatFails() {
        stage = DonorStage.of(context);
        DonorStage.Codes codes = stage.collected(Jurisdiction.CN, Screening.clear(29, "39w2d"),
                BloodDraw.Fluids.none("68"), "3.000");
        donor = codes.donor();
        donors.testingComplete(stage.collector(), donor, Donors.Span.at(stage.ago(Duration.ZERO)), null);
        // What the application proposes makes its derived facts evidence.
        gates.propose(cast.signIn("DMR-1"), "G1", donor, new Gates.Proposal("INELIGIBLE", null, null));
    }

    /** A proposal in the making: what the row says, what the snapshot and the verdicts say. */
    private record Forged(ObjectNode proposal, String snapshot, String verdicts) {
        Forged proposal(String field, String value) {
            proposal.put(field, value);
            return this;
        }

        Forged snapshot(UnaryOperator<String> change) {
            String changed = change.apply(snapshot);
            return new Forged(proposal, changed, verdicts.replace(hash(snapshot), hash(changed)));
        }

        Forged verdicts(UnaryOperator<String> change) {
            return new Forged(proposal, snapshot, change.apply(verdicts));
        }

        private static String hash(String text) {
            try {
                return HexFormat.of().formatHex(
                        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            } catch (java.security.NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What the application itself would propose, with another outcome. */
    private Forged honest(String outcome) {
        Gates.Judged judged = gates.judge("G1", donor);
        ObjectNode proposal = json.createObjectNode().put("unit", donor).put("gate", "G1").put("outcome", outcome)
                .put("justification", "justified in a test").put("standard", judged.standard().code())
                .put("standard_version", judged.standard().version()).put("standard_digest", judged.standard().digest())
                .put("as_of", clock.instant().toString()).put("overall", judged.evaluation().overall().name());
        proposal.set("units", json.valueToTree(judged.question().units()));
        proposal.set("evidence", json.valueToTree(judged.evaluation().verdicts().stream()
                .flatMap(verdict -> verdict.evidence().stream()).filter(id -> id.matches("\\d+")).distinct().toList()));
        return new Forged(proposal, new String(judged.evaluation().snapshotBytes(), StandardCharsets.UTF_8),
                new String(judged.evaluation().verdictBytes(), StandardCharsets.UTF_8));
    }

    private void propose(Forged forged) {
        authorship.write(cast.signIn("DMR-1"), "an attack in a test", () -> jdbc
                .sql("select gate.propose(cast(:p as jsonb), :s, :v)")
                .param("p", json.writeValueAsString(forged.proposal))
                .param("s", forged.snapshot.getBytes(StandardCharsets.UTF_8))
                .param("v", forged.verdicts.getBytes(StandardCharsets.UTF_8)).query(Long.class).single());
    }

    private void refused(Forged forged, String what) {
        assertThatThrownBy(() -> propose(forged)).isInstanceOf(Refusal.class).hasMessageContaining(what)
                .extracting("code").isEqualTo("ST057");
    }

    @Test
    void theVerdictOfTheApplicationIsTaken() {
        assertThatCode(() -> propose(honest("INELIGIBLE"))).doesNotThrowAnyException();
    }

    @Test
    void aPassThatIsOnlyClaimedIsRefused() {
        refused(honest("ELIGIBLE").proposal("overall", "PASS"), "FAIL");
        refused(honest("ELIGIBLE").proposal("overall", "PASS")
                .verdicts(text -> text.replace("\"overall\":\"FAIL\"", "\"overall\":\"PASS\"")), "FAIL");
    }

    @Test
    void aSeverityThatIsNotTheStandardsIsRefused() {
        refused(honest("ELIGIBLE").proposal("overall", "PASS")
                .verdicts(text -> text.replace("\"overall\":\"FAIL\"", "\"overall\":\"PASS\"")
                        .replace("\"severity\":\"B\"", "\"severity\":\"W\"")),
                "differ");
    }

    @Test
    void aRequirementLeftOutIsRefused() {
        refused(honest("INELIGIBLE").verdicts(text -> text.replace("\"requirement\":\"G1-06b\"",
                "\"requirement\":\"G1-06a\"")), "G1-06b");
    }

    @ParameterizedTest
    @CsvSource({"'\"number\":\"3.000\"', '\"number\":\"3.001\"'", "'\"number\":\"29\"', '\"number\":\"30\"'",
            "'\"characteristic\":\"newborn_mass\"', '\"characteristic\":\"newborn_weight\"'"})
    void evidenceThatWasAlteredIsRefused(String recorded, String forged) {
        refused(honest("INELIGIBLE").snapshot(text -> {
            assertThat(text).contains(recorded);
            return text.replaceFirst(java.util.regex.Pattern.quote(recorded), forged);
        }), "not as it was recorded");
    }

    @Test
    void evidenceThatWasLeftOutOrMadeUpIsRefused() {
        refused(honest("INELIGIBLE").snapshot(text -> {
            ObjectNode tree = (ObjectNode) json.readTree(text);
            ArrayNode facts = (ArrayNode) tree.get("facts").get("observations");
            for (int i = facts.size() - 1; i >= 0; i--) {
                if (facts.get(i).get("characteristic").asString().equals("newborn_mass")) {
                    facts.remove(i);
                }
            }
            return json.writeValueAsString(tree);
        }), "newborn_mass is not as it was recorded");
        refused(honest("INELIGIBLE").snapshot(text -> text.replaceFirst("\"evidence\":\"\\d+\"",
                "\"evidence\":\"999999999\"")), "not as it was recorded");
        refused(honest("INELIGIBLE").snapshot(text -> text.replaceFirst("\"evidence\":\"\\d+\"",
                "\"evidence\":\"derived:newborn_mass\"")), "no recorded evidence");
    }

    @Test
    void anotherStandardIsRefused() {
        Forged honest = honest("INELIGIBLE");
        assertThatThrownBy(() -> propose(honest.proposal("standard", "return-destroy"))).isInstanceOf(Refusal.class)
                .extracting("code").isEqualTo("ST061");
        refused(honest("INELIGIBLE").proposal("standard_version", "7+7"), "another standard");
        Forged old = honest("INELIGIBLE").proposal("standard_version", "7+7");
        String versions = gates.judge("G1", donor).standard().version();
        UnaryOperator<String> renumber = text -> text.replace("\"version\":\"" + versions + "\"",
                "\"version\":\"7+7\"");
        refused(old.snapshot(renumber).verdicts(renumber), "differ");
    }

    @Test
    void anotherTimeIsRefused() {
        refused(honest("INELIGIBLE").proposal("as_of", "2026-01-01T00:00:00Z"), "another time");
    }

    @Test
    void evidenceWhoseCorrectionWouldNotVoidItIsRefused() {
        Forged silent = honest("INELIGIBLE");
        silent.proposal.set("evidence", json.createArrayNode());
        refused(silent, "whose correction would void it");
    }
}
