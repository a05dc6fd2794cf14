package org.stroma.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stroma.app.demo.Programs.fields;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.people.Totp;
import org.stroma.app.testing.Client;
import tools.jackson.databind.JsonNode;

/** Rulings, answers, reports about donors, drafts of standards and one's own second factor, done by programs: each as {@link Programs} does it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MoreWritesTests {
    private static final String DONOR = "DN-EU-1";
    private static final String REASON = "asked for by a test";

    private final World world = World.get();

    private Client.Answer does(String person, String pattern, @Nullable Object body, Object... variables) {
        String path = pattern;
        for (Object variable : variables) {
            path = path.replaceFirst("\\{[^}]+\\}", variable.toString());
        }
        return world.programs.post(world.plant.as(person), pattern, path, body);
    }

    private JsonNode reads(String person, String path) {
        return Client.of(world.port(), world.plant.as(person).token()).get("/api/v1" + path).json();
    }

    private String now() {
        return world.plant.now().toString();
    }

    private String later(int days) {
        return world.plant.now().plus(Duration.ofDays(days)).toString();
    }

    @Test
    @Order(1)
    void aDonorOfEuropeIsEnrolledScreenedAndTested() {
        Instant signed = world.plant.now().minusSeconds(3_600);
        Map<String, Object> scopes = Map.of("donation", true, "testing", true, "manufacture", true, "otherProducts",
                false, "crossBorder", false, "recontact", true);
        does("COL-1", "/donors", fields("code", DONOR, "twinOf", null, "jurisdiction", "EU", "consent",
                fields("version", "3.2", "signedAt", signed.toString(), "interviewer", "COL-1", "scopes", scopes,
                        "disclosure", "TREATABLE", "storageYears", 30, "withdrawal", "FURTHER_USE"),
                "late", null));
        Map<String, String> when = Map.of("from", now(), "to", now());
        does("COL-1", "/donors/{code}/screening", fields("screening", fields("ageYears", 29, "gestation",
                fields("weeks", 39, "days", 2),
                "fetusNormal", true, "infectiousDisease", false, "familyHistory", false, "malignancy", false,
                "complication", false), "when", when, "late", null), DONOR);
        does("COL-1", "/donors/{code}/tested", fields("when", when, "late", null), DONOR);

        assertThat(reads("COL-1", "/units/" + DONOR).get("state").stringValue()).isEqualTo("TESTED");
    }

    /** What Europe asks case by case is ruled on by two, each with his own proof; what else the standard asks is answered with its document. */
    @Test
    @Order(2)
    void whatIsAskedCaseByCaseIsRuledOnAndAnswered() {
        JsonNode proposed = does("DMR-1", "/gates/{gate}/units/{unit}/rulings", fields("characteristic",
                "htlv_decision", "required", false, "rationale", "centre of low prevalence", "validUntil", later(300)),
                "G1", DONOR).json();
        long ruling = proposed.get("ruling").longValue();
        sign(ruling, proposed.get("panel"), "DMR-1", "DONOR_MEDICAL_REVIEWER");
        JsonNode signed = sign(ruling, proposed.get("panel"), "QA-1", "QA");
        byte[] paper = "risk assessment of a reactive anti-HBc".getBytes(StandardCharsets.UTF_8);
        JsonNode recorded = does("DMR-1", "/gates/{gate}/units/{unit}/answers", fields("answers",
                List.of(fields("characteristic", "hbc_risk_assessment", "texts", List.of("VALID"), "method", null,
                        "validated", false, "file", fields("name", "risk.pdf", "mediaType", "application/pdf", "bytes",
                                Base64.getEncoder().encodeToString(paper)),
                        "validUntil", later(300), "reason", null))),
                "G1", DONOR).json();

        assertThat(signed.get("slots").valueStream()).hasSize(2).noneMatch(slot -> slot.get("given").isNull());
        assertThat(reads("QA-1", "/units/" + DONOR + "/rulings").get(0).get("state").stringValue())
                .isEqualTo("SIGNED");
        assertThat(recorded.get("evidence")).hasSize(1);
    }

    private JsonNode sign(long ruling, JsonNode panel, String person, String role) {
        return does(person, "/units/{unit}/rulings/{id}/signatures", fields("login", person.toLowerCase(
                java.util.Locale.ROOT), "password", Stage.PASSWORD, "code", null, "role", role, "revision",
                panel.get("revision").intValue(), "sha256", panel.get("sha256").stringValue(), "statement", "ruled",
                "note", null), DONOR, ruling).json();
    }

    @Test
    @Order(3)
    void aFactAboutADonorIsCorrected() {
        long wrong = world.the(Evidence.class).versions(DONOR, "malignancy").getLast().id();
        long right = does("COL-1", "/donors/{code}/evidence/{id}/corrections", fields("value", "true", "reason",
                "the wrong box was ticked"), DONOR, wrong).json().get("evidence").longValue();

        assertThat(world.the(Evidence.class).versions(DONOR, "malignancy").getLast()).satisfies(corrected -> {
            assertThat(corrected.id()).isEqualTo(right);
            assertThat(corrected.corrects()).isEqualTo(wrong);
        });
    }

    @Test
    @Order(4)
    void aLateReportStopsADonorAndAWithdrawalEndsHer() {
        does("DMR-1", "/donors/{code}/late-reports", fields("result", fields("marker", "hiv_ab", "presence",
                "NEGATIVE", "kit", "CLIA-9", "validated", true), "note", "by telephone", "report", null), DONOR);
        does("COL-1", "/donors/{code}/withdrawal", fields("reason", REASON), DONOR);

        assertThat(reads("COL-1", "/units/" + DONOR).get("state").stringValue()).isEqualTo("WITHDRAWN");
        assertThat(reads("QA-1", "/units/" + DONOR + "/holds").get(0).get("cause").stringValue())
                .isEqualTo("CONSENT");
    }

    @Test
    @Order(5)
    void aMaterialThatIsUsedUpEnds() {
        does("WH-1", "/materials/lots/{code}/end", fields("state", "EXHAUSTED", "reason", REASON, "verifier", "qa-1",
                "password", Stage.PASSWORD), "CRV-26-02");

        assertThat(reads("WH-1", "/units/CRV-26-02").get("state").stringValue()).isEqualTo("EXHAUSTED");
    }

    @Test
    @Order(6)
    void aVersionOfAProductIsImportedAndPutForApproval() throws IOException {
        try (InputStream shipped = MoreWritesTests.class.getResourceAsStream("/products/ucm-01.yaml")) {
            String yaml = new String(shipped.readAllBytes(), StandardCharsets.UTF_8).replace("product: UCM-01",
                    "product: PRG-01");
            String version = does("PS-1", "/products/drafts", fields("yaml", yaml, "note", REASON)).json()
                    .get("version").stringValue();
            does("PS-1", "/products/{code}/approval", fields("version", version), "PRG-01");
        }
    }

    @Test
    @Order(7)
    void aDraftOfAStandardIsImportedProposedAndTakenBack() {
        String yaml = """
                standard: program-draft
                version: "1"
                name: {zh: 程序导入的草案, en: Draft of a program}
                characteristics:
                  - {code: label_right, name: {zh: 标签正确, en: Label is right}, type: flag}
                requirements:
                  - {code: R-1, name: {zh: 标签, en: Label}, severity: B, tag: D, cites: [HOUSE], criterion: {is: {of: label_right, flag: true}}}
                """;
        JsonNode draft = does("PS-1", "/standards/drafts", fields("yaml", yaml, "note", REASON, "role",
                "PROCESS_SCIENTIST")).json();
        long id = draft.get("id").longValue();
        JsonNode panel = draft.get("panel");
        Client author = Client.of(world.port(), world.plant.as("PS-1").token());
        assertThat(author.post("/api/v1/panels/signatures?type=standard-draft&id=" + id, fields("login", "ps-1",
                "password", Stage.PASSWORD, "code", null, "role", "PROCESS_SCIENTIST", "revision",
                panel.get("revision").intValue(), "sha256", panel.get("sha256").stringValue(), "statement", "drafted",
                "note", null)).status()).isEqualTo(200);
        long approval = does("QA-1", "/standards/approvals", fields("versions", List.of(id), "effectiveFrom", later(9),
                "note", REASON)).json().get("id").longValue();
        does("QA-1", "/standards/approvals/{id}/withdrawal", fields("reason", REASON), approval);
        does("QA-1", "/standards/drafts/{id}/withdrawal", fields("reason", REASON), id);

        assertThat(reads("QA-1", "/standards?code=program-draft").get(0).get("standing").stringValue())
                .isEqualTo("WITHDRAWN");
    }

    @Test
    @Order(8)
    void aSecondFactorIsTakenIntoUse() {
        JsonNode factor = does("WH-1", "/me/second-factor", fields("password", Stage.PASSWORD, "code", null)).json();
        does("WH-1", "/me/second-factor/confirmation",
                fields("code", Totp.code(factor.get("secret").stringValue(), Instant.now())));
        does("ADM-1", "/persons/{code}/second-factor", fields("reason", REASON), "WH-1");

        assertThat(world.programs.wrong()).isEmpty();
    }
}
