package org.stroma.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.stroma.app.people.Door;
import org.stroma.app.people.People;
import org.stroma.app.people.Totp;
import org.stroma.app.testing.Client;
import org.stroma.app.testing.StromaTest;

/**
 * Every handler of the running application, asked by somebody of every role: one request each, with a body that nobody could
 * read, so that whoever is let in gets no further than that.
 */
@StromaTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorityMatrixTests {
    private static final String PASSWORD = "matrix of Stroma 2026";
    private static final String NOBODY = "(no role)";
    private static final Set<String> HOSPITAL = Set.of("HOSP_RECEIVER", "HOSP_PREPARER", "HOSP_CHECKER", "PHYSICIAN",
            "NURSE", "PATIENT_VAULT_CUSTODIAN");
    private static final Set<String> MAKING = Set.of("WAREHOUSE", "SUPPLIER_QUALITY", "OPERATOR", "VERIFIER",
            "PRODUCTION_HEAD", "ANALYST", "QC_REVIEWER", "QC_HEAD");
    private static final Set<String> PLANT = Set.of("material", "donor", "batch", "bank", "laboratory", "quality",
            "release");
    /** One's own account, and reading what was sent in order to find out whose it is: these decide by what they find. */
    private static final Set<String> DECIDE_BY_CONTENT = Set.of("POST /sign-out", "POST /account/password",
            "POST /account/second-factor", "POST /account/second-factor/confirmation", "POST /api/v1/me/password",
            "POST /api/v1/me/second-factor", "POST /api/v1/me/second-factor/confirmation", "DELETE /api/v1/sessions",
            "POST /api/v1/panels/signatures", "POST /api/v1/gates/{gate}/units/{unit}/proposals",
            "POST /api/v1/decisions/{id}/signatures", "POST /api/v1/decisions/{id}/withdrawal",
            "POST /gate/{gate}/{unit}/proposal", "POST /gate/{gate}/{unit}/signature",
            "POST /gate/{gate}/{unit}/withdrawal", "POST /laboratory/methods/signature",
            "POST /banks/{code}/test-decisions/signature", "POST /gate/{gate}/{unit}/answers",
            "POST /gate/{gate}/{unit}/rulings", "POST /gate/{gate}/{unit}/rulings/signature",
            "POST /api/v1/gates/{gate}/units/{unit}/answers", "POST /api/v1/gates/{gate}/units/{unit}/rulings",
            "POST /api/v1/units/{unit}/rulings/{id}/signatures", "POST /account/site", "POST /api/v1/me/site");

    @LocalServerPort
    private int port;
    @Autowired
    private People people;
    @Autowired
    private Door door;
    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    /** A handler: how it is called and which module it is of. */
    record Endpoint(String method, String pattern, String module) {
        String name() {
            return method + " " + pattern;
        }

        boolean writes() {
            return !method.equals("GET");
        }

        boolean api() {
            return pattern.startsWith("/api/");
        }
    }

    private final List<Endpoint> endpoints = new ArrayList<>();
    private final Map<String, Map<String, Integer>> matrix = new TreeMap<>();

    @BeforeAll
    void askEveryHandlerAsEverybody() throws IOException {
        mappings.getHandlerMethods().forEach((mapping, handler) -> {
            String type = handler.getBeanType().getName();
            if (type.startsWith("org.stroma.app.")) {
                String module = type.substring("org.stroma.app.".length()).replaceAll("\\..*", "");
                mapping.getPatternValues().forEach(pattern -> mapping.getMethodsCondition().getMethods()
                        .forEach(method -> endpoints.add(new Endpoint(method.name(), pattern, module))));
            }
        });
        Map<String, String> tokens = signInAsEveryRole();
        for (Endpoint endpoint : endpoints) {
            Map<String, Integer> answers = matrix.computeIfAbsent(endpoint.name(), _ -> new TreeMap<>());
            if (endsTheSession(endpoint)) {
                continue;
            }
            tokens.forEach((role, token) -> answers.put(role, ask(token, endpoint)));
        }
        keep();
    }

    private static boolean endsTheSession(Endpoint endpoint) {
        return endpoint.pattern().equals("/sign-out") || endpoint.name().equals("DELETE /api/v1/sessions");
    }

    private int ask(String token, Endpoint endpoint) {
        String path = endpoint.pattern().replaceAll("\\{(id|version|revision|decision)\\}", "999999999")
                .replaceAll("\\{[^}]+\\}", "NO-SUCH");
        // With its token against forged requests, so that it is the handler's answer that is seen.
        return Client.of(port, token).with("Cookie", "XSRF-TOKEN=matrix").with("X-XSRF-TOKEN", "matrix")
                .send(endpoint.method(), path, endpoint.writes() ? "{" : null).status();
    }

    /** One person for each role, in an organisation where the role exists, and one without any. */
    private Map<String, String> signInAsEveryRole() {
        Map<String, String> homes = new HashMap<>();
        HOSPITAL.forEach(role -> homes.put(role, "H-031"));
        homes.putAll(Map.of("COLLECTOR", "C-01", "DONOR_VAULT_CUSTODIAN", "C-01", "QA_MAH", "MAH-1", "QP_MAH", "MAH-1",
                "HOSP_CHECKER", "H-031"));
        Map<String, String> tokens = new TreeMap<>();
        List<People.Role> all = people.roles();
        for (int i = 0; i <= all.size(); i++) {
            boolean none = i == all.size();
            String secret = !none && all.get(i).needsSecondFactor() ? Totp.newSecret() : null;
            String role = none ? NOBODY : all.get(i).code();
            String login = "matrix-" + i;
            people.install("system:demo", "the matrix of a test", List.of(),
                    List.of(new People.Newcomer("MATRIX-" + i, "Matrix " + i, homes.getOrDefault(role, "MAKER-1"),
                            login, PASSWORD, secret, none ? List.of() : List.of(role), false)));
            tokens.put(role, door.signIn(login, PASSWORD,
                    secret == null ? null : Totp.code(secret, java.time.Instant.now()), "TEST 127.0.0.1"));
        }
        return tokens;
    }

    /** Keeps the whole matrix beside the other products of the build, for whoever reviews it. */
    private void keep() throws IOException {
        StringBuilder text = new StringBuilder();
        matrix.forEach((endpoint, answers) -> {
            text.append(endpoint);
            answers.forEach((role, status) -> text.append('\t').append(role).append('=').append(status));
            text.append('\n');
        });
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/authority-matrix.tsv"), text, StandardCharsets.UTF_8);
    }

    private List<String> let(BiPredicate<Endpoint, String> ofInterest) {
        List<String> found = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            matrix.getOrDefault(endpoint.name(), Map.of()).forEach((role, status) -> {
                if (ofInterest.test(endpoint, role) && status != 403) {
                    found.add(endpoint.name() + " as " + role + ": " + status);
                }
            });
        }
        return found;
    }

    private static boolean decidesByContent(Endpoint endpoint) {
        return DECIDE_BY_CONTENT.contains(endpoint.name()) || endpoint.pattern().equals("/sign-in")
                || endpoint.pattern().equals("/api/v1/sessions");
    }

    @Test
    void strangersAreSentToTheDoor() {
        List<String> wrong = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            if (endpoint.pattern().equals("/sign-in") || endpoint.name().equals("POST /api/v1/sessions")) {
                continue;
            }
            String path = endpoint.pattern().replaceAll("\\{[^}]+\\}", "1");
            Client.Answer answer = Client.of(port, null).send(endpoint.method(), path, endpoint.writes() ? "{" : null);
            boolean turnedAway = endpoint.api()
                    ? answer.status() == 401 || answer.status() == 403
                    : answer.status() == 302 && answer.header("Location").contains("/sign-in")
                            || endpoint.writes() && answer.status() == 403;
            if (!turnedAway) {
                wrong.add(endpoint.name() + ": " + answer.status());
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void whoeverHasNoRoleWritesNothing() {
        assertThat(endpoints).hasSizeGreaterThan(200);
        assertThat(let((endpoint, role) -> role.equals(NOBODY) && endpoint.writes() && !decidesByContent(endpoint)))
                .isEmpty();
    }

    @Test
    void inspectorsWriteNothing() {
        assertThat(let((endpoint, role) -> role.equals("INSPECTOR") && endpoint.writes()
                && !decidesByContent(endpoint))).isEmpty();
    }

    @Test
    void administratorsDoNoBusiness() {
        assertThat(let((endpoint, role) -> role.equals("SYSADMIN") && endpoint.writes() && !decidesByContent(endpoint)
                && !endpoint.module().equals("accounts"))).isEmpty();
    }

    @Test
    void nobodyElseAdministers() {
        assertThat(let((endpoint, role) -> !role.equals("SYSADMIN") && endpoint.writes()
                && endpoint.module().equals("accounts") && !decidesByContent(endpoint)
                && !endpoint.pattern().contains("emergencies")
                && !(endpoint.pattern().contains("qualifications") && Set.of("QA", "QUALITY_HEAD").contains(role))))
                .isEmpty();
    }

    @Test
    void hospitalsDoNothingInThePlant() {
        assertThat(let((endpoint, role) -> HOSPITAL.contains(role) && endpoint.writes()
                && PLANT.contains(endpoint.module()) && !decidesByContent(endpoint))).isEmpty();
    }

    @Test
    void hospitalsReadNothingOfThePlant() {
        assertThat(let((endpoint, role) -> HOSPITAL.contains(role) && !endpoint.writes()
                && PLANT.contains(endpoint.module())).stream().filter(line -> !line.endsWith(": 404"))).isEmpty();
    }

    @Test
    void thePlantDoesNothingInHospitals() {
        // The maker destroys what came back; everything else of this module is done at the bedside.
        assertThat(let((endpoint, role) -> MAKING.contains(role) && endpoint.writes()
                && endpoint.module().equals("clinic") && !endpoint.pattern().matches(".*(destructions|returns).*")
                && !decidesByContent(endpoint))).isEmpty();
    }

    /** Forms without their fields among them: what cannot be read is refused, and nothing breaks. */
    @Test
    void nothingFails() {
        assertThat(let((_, _) -> true).stream().filter(line -> line.matches(".*: 5\\d\\d"))).isEmpty();
    }

    @Test
    void whoMayWriteIsNotRefused() {
        Map<String, String> some = Map.of("POST /api/v1/deviations", "OPERATOR",
                "POST /api/v1/releases/{lot}/submission", "PRODUCTION_HEAD", "POST /api/v1/laboratory/methods",
                "ANALYST", "POST /api/v1/persons", "SYSADMIN", "POST /api/v1/units/{code}/holds", "QA");

        some.forEach((endpoint, role) -> assertThat(matrix.get(endpoint).get(role)).as("%s as %s", endpoint, role)
                .isEqualTo(400));
    }
}
