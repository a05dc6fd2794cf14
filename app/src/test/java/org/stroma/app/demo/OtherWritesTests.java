package org.stroma.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stroma.app.demo.Programs.fields;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.stroma.app.bank.Banks;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.testing.Client;

/**
 * What the campaign does not need of the interface for programs, done beside it: by its person, refused to a stranger, and once
 * however often it is sent. Last, every write of the interface was done, here, in the campaign, or where this test says.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OtherWritesTests {
    private static final String REASON = "asked for by a test";
    /** Writes that other tests do by HTTP. */
    private static final Set<String> IN_API_TESTS = Set.of("POST /api/v1/sessions", "DELETE /api/v1/sessions",
            "POST /api/v1/me/password", "POST /api/v1/decisions/{id}/withdrawal");
    /** Writes that {@link MoreWritesTests} does by HTTP, before this class or after it. */
    static final Set<String> IN_MORE_WRITES = Set.of("POST /api/v1/donors/{code}/late-reports",
            "POST /api/v1/donors/{code}/withdrawal",
            "POST /api/v1/donors/{code}/tested",
            "POST /api/v1/materials/lots/{code}/end",
            "POST /api/v1/donors/{code}/evidence/{id}/corrections",
            "POST /api/v1/products/drafts",
            "POST /api/v1/products/{code}/approval",
            "POST /api/v1/gates/{gate}/units/{unit}/answers",
            "POST /api/v1/gates/{gate}/units/{unit}/rulings",
            "POST /api/v1/units/{unit}/rulings/{id}/signatures",
            "POST /api/v1/me/second-factor",
            "POST /api/v1/me/second-factor/confirmation",
            "POST /api/v1/standards/drafts",
            "POST /api/v1/standards/drafts/{id}/withdrawal",
            "POST /api/v1/standards/approvals/{id}/withdrawal");
    /** Writes of a recall, which {@code RecallByProgramTests} does by HTTP. */
    private static final Set<String> IN_RECALL_BY_PROGRAM = Set.of(
            "POST /api/v1/site-quarantine",
            "POST /api/v1/units/{unit}/dispositions",
            "POST /api/v1/units/{unit}/dispositions/{id}/signatures",
            "POST /api/v1/recalls/{code}/acknowledgement",
            "POST /api/v1/recalls/{code}/closing",
            "POST /api/v1/recalls/{code}/closing/{id}/signatures",
            "POST /api/v1/recalls/{code}/closing/{id}/withdrawal",
            "POST /api/v1/recalls/{code}/reports",
            "POST /api/v1/recalls/{code}/reports/{id}/signatures",
            "POST /api/v1/recalls/{code}/reports/{id}/withdrawal",
            "POST /api/v1/recalls/{code}/effect/sample",
            "POST /api/v1/recalls/{code}/effect/checks",
            "POST /api/v1/recalls/{code}/effect/judgement",
            "POST /api/v1/recalls/{code}/consignees/{organisation}/unreachable",
            "POST /api/v1/recall-drills",
            "POST /api/v1/recall-drills/{code}/end",
            "POST /api/v1/site-quarantine/destructions");
    /** Writes whose services have tests and whose requests are refused in {@link EveryWriteTests}, and that no program does yet. */
    private static final Map<String, String> BY_SERVICE_ONLY = Map.ofEntries(
            Map.entry("POST /api/v1/me/site", "SiteTests"),
            Map.entry("POST /api/v1/site-transfers", "SiteTests"),
            Map.entry("POST /api/v1/returns", "ReturnTests"),
            Map.entry("POST /api/v1/returns/{code}/dispatch", "ReturnTests"),
            Map.entry("POST /api/v1/returns/{code}/receipt", "ReturnTests"),
            Map.entry("POST /api/v1/destructions", "ReturnTests"),
            Map.entry("POST /api/v1/destructions/{id}/done", "ReturnTests"),
            Map.entry("POST /api/v1/shipments/{code}/loss", "ShipmentTests"),
            Map.entry("POST /api/v1/shipments/{code}/unpacking", "ShipmentTests"),
            Map.entry("POST /api/v1/site-quarantine/releases", "ShipmentTests"),
            Map.entry("POST /api/v1/dose-orders/{code}/allocation/release", "ClinicTests"),
            Map.entry("POST /api/v1/dose-orders/{code}/discard", "ClinicTests"),
            Map.entry("POST /api/v1/dose-orders/{code}/expiry", "ClinicTests"),
            Map.entry("POST /api/v1/tissues/dissections", "RouteTests"),
            Map.entry("POST /api/v1/tissues/{code}/destruction", "TissueGateTests"),
            Map.entry("POST /api/v1/units/{unit}/dispositions/{id}/withdrawal", "LotDispositionTests"),
            Map.entry("POST /api/v1/banks/{code}/named-use", "RestrictedBankTests"),
            Map.entry("POST /api/v1/releases/{lot}/destinations", "LotDispositionTests"),
            Map.entry("POST /api/v1/cultures/discards", "batch.CampaignTests"),
            Map.entry("POST /api/v1/cultures/inoculations", "RouteTests"),
            Map.entry("POST /api/v1/cultures/terminations", "HarvestTests"),
            Map.entry("POST /api/v1/harvests/pools", "HarvestTests"),
            Map.entry("POST /api/v1/harvests/splits", "HarvestTests"),
            Map.entry("POST /api/v1/harvests/discards", "HarvestTests"),
            Map.entry("POST /api/v1/lots/moves", "HarvestTests"),
            Map.entry("POST /api/v1/lots/destructions", "demo.CampaignTests"),
            Map.entry("POST /api/v1/laboratory/results/{id}/corrections", "LaboratoryTests"),
            Map.entry("POST /api/v1/laboratory/results/{id}/invalidation", "LaboratoryTests"),
            Map.entry("POST /api/v1/laboratory/units/{code}/files/{sha256}/results", "InstrumentFileTests"),
            Map.entry("POST /api/v1/materials/lots/{code}/named-use", "MaterialGateTests"),
            Map.entry("POST /api/v1/materials/solutions/{code}/end", "SolutionTests"));

    private final World world = World.get();

    private Client.Answer does(String person, String pattern, @Nullable Object body, Object... variables) {
        String path = pattern;
        for (Object variable : variables) {
            path = path.replaceFirst("\\{[^}]+\\}", variable.toString());
        }
        Actor actor = world.plant.as(person);
        return world.programs.post(actor, pattern, path, body);
    }

    @Test
    @Order(1)
    void aWithdrawalIsAskedForAndCancelled() {
        long id = does("OP-1", "/withdrawals", fields("bank", CultureAct.WCB, "vials",
                Banks.vials(CultureAct.WCB, 40, 41), "purpose", "comparison of media", "place", "LN2-T02 / B",
                "remover", "OP-1", "second", "OP-2", "plannedAt", world.plant.now().toString())).json().get("id")
                .longValue();
        does("OP-1", "/withdrawals/{id}/cancellation", fields("reason", REASON), id);

        assertThat(world.the(org.stroma.app.bank.Withdrawals.class).get(id).state()).isEqualTo("CANCELLED");
    }

    @Test
    @Order(2)
    void deviationsAndHoldsComeAndGo() {
        String sample = "PH-117-MY";
        String code = does("OP-1", "/deviations", fields("unit", sample, "severity", "MINOR", "description",
                "label written twice", "stops", false)).json().get("code").stringValue();
        does("QA-1", "/deviations/{code}/conclusions", fields("unit", sample, "conclusion", "NO_IMPACT", "rationale",
                "both labels agree"), code);
        does("QA-1", "/deviations/{code}/closure", fields("cause", "printer jammed", "impact", "none"), code);
        long hold = does("QA-1", "/units/{code}/holds", fields("reference", "INV-9", "reason", REASON), sample).json()
                .get("id").longValue();
        does("QA-1", "/units/{code}/holds/{id}/closure", fields("reason", REASON), sample, hold);

        assertThat(Client.of(world.port(), world.plant.as("QA-1").token()).get("/api/v1/deviations/" + code).json()
                .get("state").stringValue()).isEqualTo("CLOSED");
    }

    @Test
    @Order(3)
    void samplesMoveAndAreRead() {
        String sample = "PH-117-ST";
        does("AN-1", "/laboratory/samples/moves", fields("samples", List.of(sample), "to", "RECEIVED"));
        does("AN-1", "/laboratory/samples/moves", fields("samples", List.of(sample), "to", "IN_TEST"));
        Client.Answer readings = does("AN-1", "/laboratory/samples/{code}/readings",
                fields("test", "preharvest_sterility", "day", 1, "growth", false, "note", null), sample);

        assertThat(readings.json()).hasSize(1);
    }

    /** Every vial of the working bank that is on hand is counted: nothing is missing, and nothing changes. */
    @Test
    @Order(3)
    void aBankIsCounted() {
        List<String> there = world.the(Units.class).members(CultureAct.WCB).stream()
                .filter(vial -> List.of("AVAILABLE", "RETAINED", "STABILITY").contains(vial.state()))
                .map(Units.Unit::code).toList();
        String now = world.plant.now().toString();
        does("WH-1", "/lots/counts", fields("step", fields("start", now, "end", now, "place", "LN2-T02", "uses",
                List.of(), "note", null, "lateReason", null, "verifier",
                fields("login", "qa-1", "password", Stage.PASSWORD, "code", null)), "what",
                fields("lot", CultureAct.WCB, "found", there)));

        assertThat(world.the(Units.class).holds(CultureAct.WCB)).noneMatch(Units.Hold::open);
    }

    @Test
    @Order(4)
    void certificatesAreReadByPrograms() {
        Client.Answer pdf = Client.of(world.port(), world.plant.as("QAM-1").token())
                .get("/api/v1/releases/" + CultureAct.LOT + "/certificates/" + world.certificate);

        assertThat(pdf.status()).isEqualTo(200);
        assertThat(pdf.response().body()).startsWith("%PDF-1.");
    }

    @Test
    @Order(5)
    void suppliesAreOrderedAndCancelledAndQualificationsEnd() {
        does("HR-1", "/supply-orders", fields("code", "SO-27-0099", "product", "UCM-01", "containers", 2, "neededBy",
                world.plant.now().plusSeconds(864_000).toString(), "replaces", null));
        does("HR-1", "/supply-orders/{code}/cancellation", fields("reason", REASON), "SO-27-0099");
        long id = does("QA-1", "/qualifications", fields("kind", "SHIPPER", "code", "DS-0099", "scope", "10 d",
                "packaging", null, "products", List.of(), "holdHours", 240, "mapping", null, "validFrom", "2026-12-01",
                "validUntil", "2027-11-30", "document", Plant.paper("static hold DS-0099"))).json().get("id")
                .longValue();
        does("QA-1", "/qualifications/{id}/end", fields("reason", REASON), id);

        assertThat(Client.of(world.port(), world.plant.as("HR-1").token()).get("/api/v1/supply-orders").response()
                .body()).containsPattern("\"SO-27-0099\"[^}]*CANCELLED");
    }

    @Test
    @Order(6)
    void ordersAreCancelledAndEventsAcknowledged() {
        does("DR-1", "/patients", fields("code", "PT-X9"));
        does("DR-1", "/dose-orders", fields("code", "DO-27-X9", "patient", "PT-X9", "product", "UCM-01", "rule",
                "AGVHD", "weightKg", 50, "weighedAt", world.plant.now().toString(), "cells", null, "sites",
                1, "diluent", "ELECTROLYTE_HSA"));
        does("DR-1", "/dose-orders/{code}/cancellation", fields("reason", REASON), "DO-27-X9");
        String event = does("DR-1", "/adverse-events", fields("dose", "DO-27-A", "seriousness", "NOT_SERIOUS", "onset",
                world.plant.now().toString(), "term", "headache", "description", "mild, one hour")).json().get("code")
                .stringValue();
        does("QA-1", "/adverse-events/{code}/acknowledgement", null, event);
    }

    @Test
    @Order(7)
    void materialsAreIssuedReturnedCountedAndNoticed() {
        long issue = does("WH-1", "/materials/issues", fields("batch", "P6-TRIAL", "unit", "LBL-26-01", "quantity", 10,
                "takenBy", "OP-1", "reason", null)).json().get("id").longValue();
        does("WH-1", "/materials/issues/{id}/returns", fields("quantity", 10, "condition", "unopened"), issue);
        long notice = does("SQ-1", "/materials/{material}/notices", fields("company", "MK-LBL", "content",
                "new glue from next year"), "LBL-01").json().get("id").longValue();
        does("QA-1", "/materials/notices/{id}/assessment", fields("assessment", "cold test repeated, no change"),
                notice);
        java.math.BigDecimal booked = world.the(org.stroma.app.genealogy.Units.class).get("LBL-26-01").remaining();
        does("WH-1", "/materials/lots/{code}/counts", fields("counted", booked, "reason", null, "verifier", null,
                "password", null), "LBL-26-01");
    }

    @Test
    @Order(8)
    void peopleAreAdministered() {
        LocalDate today = LocalDate.now(Plant.ZONE);
        does("ADM-1", "/organisations", fields("organisation", fields("code", "H-099", "nameZh", "示例医院九九", "nameEn",
                "Example Hospital 099", "kind", "HOSPITAL", "zone", "Asia/Shanghai", "active", true), "reason",
                REASON));
        does("ADM-1", "/organisations/{code}/activity", fields("active", false, "reason", REASON), "H-099");
        does("ADM-1", "/persons", fields("person", fields("code", "OP-9", "fullName", "欧九", "organisation", "MAKER-1",
                "login", "op-9", "roles", List.of("OPERATOR")), "reason", REASON));
        int revision = Client.of(world.port(), world.plant.as("ADM-1").token()).get("/api/v1/persons/OP-9").json()
                .get("person").get("revision").intValue();
        does("ADM-1", "/persons/{code}",
                fields("revision", revision, "fullName", "欧玖", "active", true, "reason", REASON),
                "OP-9");
        Client.Answer roles = does("ADM-1", "/persons/{code}/roles", fields("role", "VERIFIER", "from", null, "until",
                null, "reason", REASON), "OP-9");
        long grant = roles.json().valueStream().filter(each -> each.get("role").stringValue().equals("VERIFIER"))
                .findFirst().orElseThrow().get("id").longValue();
        does("ADM-1", "/persons/{code}/roles/{id}/end", fields("reason", REASON), "OP-9", grant);
        does("QA-1", "/persons/{code}/qualifications", fields("skill", "THAW-UCM-01", "version", "1", "from",
                today.toString(), "until", today.plusYears(1).toString()), "OP-9");
        long skill = Client.of(world.port(), world.plant.as("QA-1").token()).get("/api/v1/persons/OP-9").json()
                .get("qualifications").get(0).get("id").longValue();
        does("QA-1", "/persons/{code}/qualifications/{id}/end", fields("reason", REASON), "OP-9", skill);
        does("ADM-1", "/persons/{code}/lock", fields("locked", true, "reason", REASON), "OP-9");
        does("ADM-1", "/persons/{code}/account", fields("active", false, "reason", REASON), "OP-9");
        does("ADM-1", "/persons/{code}/password", fields("reason", REASON), "OP-9");
        does("ADM-1", "/persons/{code}/second-factor", fields("reason", REASON), "OP-9");
    }

    @Test
    @Order(8)
    void sitesAreAddedAndPeoplePostedThere() {
        does("ADM-1", "/sites", fields("site", fields("code", "MAKER-1-Q", "organisation", "MAKER-1", "nameZh",
                "示例检验楼", "nameEn", "Example testing building", "kind", "TESTING", "zone", "Asia/Shanghai", "licence",
                null,
                "licensedUntil", null), "reason", REASON));
        does("ADM-1", "/sites/{code}", fields("change", fields("revision", 0, "nameZh", "示例检验楼一", "nameEn",
                "Example testing building 1", "licence", "XK-1", "licensedUntil", "2099-12-31", "active", true),
                "reason", REASON), "MAKER-1-Q");
        Client.Answer postings = does("ADM-1", "/persons/{code}/sites",
                fields("site", "MAKER-1-Q", "reason", REASON), "PS-1");
        long posting = postings.json().valueStream().filter(
                each -> each.get("site").stringValue().equals("MAKER-1-Q")).findFirst().orElseThrow().get("id")
                .longValue();
        does("ADM-1", "/persons/{code}/sites/{id}/end", fields("reason", REASON), "PS-1", posting);
    }

    @Test
    @Order(8)
    void emergencyAccessIsGivenAndEnded() {
        Client.Answer given = does("QA-1", "/emergencies", fields("person", "PS-1", "role", "WAREHOUSE", "reason",
                "nobody of the warehouse reachable", "own", fields("login", "qa-1", "password", Stage.PASSWORD, "code",
                        null),
                "second", fields("login", "qa-2", "password", Stage.PASSWORD, "code", null)));
        does("QA-1", "/emergencies/{code}/end", fields("reason", REASON), given.json().get("code").stringValue());
    }

    @Test
    @Order(8)
    void identitiesAreKeptReadAndErasedAndNoAnswerIsKept() throws SQLException {
        Map<String, Object> identity = fields("fullName", "样例三", "idNumber", "110101199003078515", "birthDate",
                "1990-03-07", "phone", "", "address", "", "hospitalNumber", "");
        does("DVC-1", "/vaults/{vault}/identities", fields("code", "DN-API", "identity", identity), "donor");
        Client.Answer read = does("DVC-1", "/vaults/{vault}/identities/{code}/readings",
                fields("purpose", "retest after 180 days"), "donor", "DN-API");
        Client program = Client.of(world.port(), world.plant.as("DVC-1").token());
        Client.Answer readings = program.get("/api/v1/vaults/donor/identities/DN-API/readings");
        does("DVC-1", "/vaults/{vault}/identities/{code}/erasure", fields("reason", REASON), "donor", "DN-API");

        assertThat(read.json().get("idNumber").stringValue()).isEqualTo("110101199003078515");
        assertThat(readings.json().valueStream().map(each -> each.get("purpose").stringValue()))
                .containsExactly("retest after 180 days");
        assertThat(program.get("/api/v1/vaults/patient/identities").status()).isEqualTo(403);
        assertThat(program.post("/api/v1/vaults/donor/identities/DN-API/readings", fields("purpose", "once more"))
                .json().get("code").stringValue()).isEqualTo("ST066");
        try (Connection superuser = world.superuser();
                Statement statement = superuser.createStatement();
                ResultSet kept = statement.executeQuery(
                        "select count(*) from shell.idempotency where position('110101199003078515'::bytea in body) > 0")) {
            kept.next();
            assertThat(kept.getLong(1)).isZero();
        }
    }

    @Test
    @Order(9)
    void consentsAreRenewedAndTestingEnds() {
        Map<String, Object> scopes = Map.of("donation", true, "testing", true, "manufacture", true, "otherProducts",
                false, "crossBorder", false, "recontact", true);
        Instant signed = world.plant.now().minusSeconds(3_600);
        Map<String, @Nullable Object> consent = fields("version", "3.2", "signedAt", signed.toString(), "interviewer",
                "COL-1", "scopes", scopes, "disclosure", "TREATABLE", "storageYears", 30, "withdrawal", "FURTHER_USE");
        does("COL-1", "/donors", fields("code", "DN-7F3K9", "twinOf", null, "jurisdiction", "CN", "consent", consent,
                "late", null));
        consent.put("version", "3.3");
        does("COL-1", "/donors/{code}/consent", fields("consent", consent, "reason", REASON), "DN-7F3K9");

        assertThat(Client.of(world.port(), world.plant.as("COL-1").token()).get("/api/v1/donors/DN-7F3K9").json()
                .get("consents")).hasSize(2);
    }

    @Test
    @Order(10)
    void materialsAreNeededUntilADayAndSuppliersToldOfBadOnes() {
        does("WH-1", "/materials/lots/{code}/need", fields("until", LocalDate.now(Plant.ZONE).plusYears(1).toString(),
                "reason", REASON), "LBL-26-01");
        does("SQ-1", "/materials/units/{code}/supplier-notices", fields("content", "labels come off below -150 °C"),
                "LBL-26-01");
    }

    @Test
    @Order(11)
    void filesOfInstrumentsAreKeptAndOpened() {
        byte[] export = NucleoView.export(CultureAct.LOT + "-QC-9z", "6.30E6", "91.2", world.plant.now());
        Client.Answer kept = does("AN-1", "/laboratory/units/{code}/files", fields("name", "count.csv", "mediaType",
                "text/csv", "bytes", java.util.Base64.getEncoder().encodeToString(export)), CultureAct.LOT);
        Client.Answer opened = Client.of(world.port(), world.plant.as("AN-1").token()).get("/api/v1/laboratory/units/"
                + CultureAct.LOT + "/files/" + kept.json().get("sha256").stringValue());

        assertThat(opened.json().get("values")).isEqualTo(kept.json().get("values")).isNotEmpty();
    }

    @Test
    @Order(12)
    void repeatingAndStrangersDidNothing() {
        assertThat(world.programs.wrong()).isEmpty();
        assertThat(world.programs.done()).hasSizeGreaterThan(30);
    }

    @Test
    @Order(13)
    void everyWriteIsDoneByAProgramOrIsListedHere() {
        Set<String> open = new TreeSet<>(EveryWriteTests.names(world));
        open.removeAll(world.programs.done());
        open.removeAll(IN_API_TESTS);
        open.removeAll(IN_RECALL_BY_PROGRAM);
        open.removeAll(IN_MORE_WRITES);

        assertThat(open).isEqualTo(new TreeSet<>(BY_SERVICE_ONLY.keySet()));
    }
}
