package org.stroma.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.stroma.app.release.Dossiers;
import org.stroma.app.testing.Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole record of a lot leaves in one archive that proves itself. SR-036. */
class DossierTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final World world = World.get();

    private Map<String, byte[]> dossier(String person) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        world.the(Dossiers.class).write(world.plant.as(person), CultureAct.LOT, bytes);
        Map<String, byte[]> parts = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return parts;
    }

    @Test
    void holdsEvidenceDecisionsSignaturesHistoryAndPapersEachWithItsHash() throws Exception {
        Map<String, byte[]> parts = dossier("INS-1");
        JsonNode manifest = JSON.readTree(parts.get("manifest.json"));
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        Map<String, String> told = new TreeMap<>();
        manifest.get("parts")
                .forEach(each -> told.put(each.get("name").stringValue(), each.get("sha256").stringValue()));
        Map<String, String> found = new TreeMap<>();
        parts.forEach((name, bytes) -> found.put(name, HexFormat.of().formatHex(sha.digest(bytes))));
        found.remove("manifest.json");

        assertThat(found).isEqualTo(told);
        assertThat(JSON.readTree(parts.get("evidence.json")).size()).isGreaterThan(100);
        assertThat(parts.keySet()).contains("dispositions.json").anyMatch(name -> name.startsWith("files/"))
                .anyMatch(name -> name.matches("certificates/.*certificate_of_analysis.*pdf"));
        parts.forEach((name, bytes) -> assertThat(!name.endsWith(".pdf")
                || new String(bytes, StandardCharsets.ISO_8859_1).startsWith("%PDF-1.")).as(name).isTrue());
        JsonNode decisions = JSON.readTree(parts.get("decisions.json"));
        assertThat(decisions.valueStream().map(each -> each.get("decision").get("gate").stringValue())).contains("G1",
                "G4", "G6a", "G6b");
        assertThat(decisions.valueStream().filter(each -> each.get("decision").get("gate").stringValue().equals("G6b"))
                .flatMap(each -> each.get("signatures").get("slots").valueStream())
                .map(slot -> slot.get("given").get("personCode").stringValue())).contains("QAM-1", "QP-B");
        JsonNode history = JSON.readTree(parts.get("audit-trail.json"));
        assertThat(history.size()).isGreaterThan(300);
        assertThat(history.valueStream().map(each -> each.get("author").stringValue())).contains("QP-A", "AN-1");
        assertThat(history.valueStream().map(each -> each.get("n").longValue()).toList()).isSorted();
    }

    @Test
    void namesNobodyOfTheVaultsAndNoPatient() throws IOException {
        StringBuilder all = new StringBuilder();
        dossier("INS-1").forEach((name, bytes) -> all.append(name).append(new String(bytes, StandardCharsets.UTF_8)));

        assertThat(Stage.identities()).allSatisfy(identity -> assertThat(all).doesNotContain(identity.fullName())
                .doesNotContain(identity.idNumber()).doesNotContain(identity.phone()));
        assertThat(all).doesNotContain("PT-A").doesNotContain("DO-27-");
    }

    @Test
    void isReadByWhoMayReadTheLot() {
        String path = "/api/v1/releases/" + CultureAct.LOT + "/dossier";
        Client.Answer inspector = Client.of(world.port(), world.plant.as("INS-1").token()).get(path);

        assertThat(inspector.status()).isEqualTo(200);
        assertThat(inspector.header("Content-Type")).isEqualTo("application/zip");
        assertThat(Client.of(world.port(), world.plant.as("NU-1").token()).get(path).status()).isEqualTo(403);
        assertThat(Client.of(world.port(), world.plant.as("INS-1").token())
                .get("/api/v1/releases/DN-7F3K2/dossier").status()).isEqualTo(404);
    }
}
