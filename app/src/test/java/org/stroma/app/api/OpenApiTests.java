package org.stroma.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.Client;
import org.stroma.app.testing.StromaTest;
import tools.jackson.databind.JsonNode;

/** The interface describes itself. */
@StromaTest
class OpenApiTests {
    @LocalServerPort
    private int port;
    @Autowired
    private Cast cast;
    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    /** Path and method of every resource that is ours. */
    private Map<String, List<String>> ours() {
        Map<String, List<String>> paths = new TreeMap<>();
        mappings.getHandlerMethods().forEach((mapping, handler) -> {
            if (handler.getBeanType().getName().startsWith("org.stroma.")) {
                mapping.getPatternValues().stream().filter(path -> path.startsWith("/api/v1"))
                        .forEach(path -> mapping.getMethodsCondition().getMethods()
                                .forEach(method -> paths.computeIfAbsent(path, _ -> new ArrayList<>())
                                        .add(method.name().toLowerCase(Locale.ROOT))));
            }
        });
        return paths;
    }

    @Test
    void everyResourceIsDescribedWithASentenceAndItsRoles() {
        JsonNode paths = Client.of(port, cast.signIn("QA-1").token()).with("Accept-Language", "en")
                .get("/api/v1/openapi").json().get("paths");
        List<String> missing = new ArrayList<>();
        List<String> plain = new ArrayList<>();
        ours().forEach((path, methods) -> methods.forEach(method -> {
            JsonNode operation = paths.path(path).path(method);
            if (operation.path("summary").stringValue("").isBlank() || !operation.path("x-roles").isArray()) {
                missing.add(method + " " + path);
            } else if (!operation.path("summary").stringValue("").contains(" ")) {
                plain.add(method + " " + path);
            }
        }));

        assertThat(ours().size()).isGreaterThan(100);
        assertThat(missing).isEmpty();
        System.out.println("resources with a one-word sentence: " + plain);
    }

    /** Schemas of what is taken and given, and the problem document of every refusal. */
    @Test
    void everyResourceTellsItsShapesAndItsRefusals() {
        JsonNode described = Client.of(port, cast.signIn("QA-1").token()).get("/api/v1/openapi").json();
        List<String> missing = new ArrayList<>();
        ours().forEach((path, methods) -> methods.forEach(method -> {
            JsonNode operation = described.get("paths").path(path).path(method);
            for (String status : method.equals("post")
                    ? List.of("400", "401", "403", "404", "409", "412", "422")
                    : List.of("400", "401", "403", "404")) {
                if (!operation.path("responses").path(status).path("content").path("application/problem+json")
                        .path("schema").path("$ref").stringValue("").endsWith("/Problem")) {
                    missing.add(method + " " + path + ": " + status);
                }
            }
            JsonNode body = operation.path("requestBody");
            if (!body.isMissingNode()
                    && body.path("content").valueStream().allMatch(each -> each.path("schema").isEmpty())) {
                missing.add(method + " " + path + ": shape of the body");
            }
        }));

        assertThat(missing).isEmpty();
        assertThat(described.get("components").get("schemas").get("Problem").get("required")).hasSize(5);
    }

    @Test
    void rolesAreThoseThatTheHandlerLetsIn() {
        JsonNode paths = Client.of(port, cast.signIn("QA-1").token()).get("/api/v1/openapi").json().get("paths");

        assertThat(roles(paths, "/api/v1/organisations", "post")).containsExactly("SYSADMIN");
        assertThat(roles(paths, "/api/v1/releases/{lot}/submission", "post")).containsExactly("PRODUCTION_HEAD");
        assertThat(roles(paths, "/api/v1/me", "get")).hasSizeGreaterThan(20);
    }

    private static List<String> roles(JsonNode paths, String path, String method) {
        List<String> roles = new ArrayList<>();
        paths.get(path).get(method).get("x-roles").forEach(role -> roles.add(role.stringValue()));
        return roles;
    }
}
