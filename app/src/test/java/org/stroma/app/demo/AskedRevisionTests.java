package org.stroma.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.stroma.app.shell.AsksRevision;
import org.stroma.app.testing.Client;
import tools.jackson.databind.JsonNode;

/**
 * Every write that changes a unit which its address names, or decides on it, asks which revision was seen, and its description says so. That the present one
 * is taken is shown by the campaign, whose {@link Programs} send it.
 */
class AskedRevisionTests {
    /** They look for the unit or the decision first; {@link Programs} leaves out the revision of one that is there. */
    private static final List<String> DECIDED = List.of("/api/v1/gates/{gate}/units/{unit}/proposals",
            "/api/v1/decisions/{id}/withdrawal");

    private final World world = World.get();

    /** The handlers that ask, by the pattern of their address. */
    static Map<String, HandlerMethod> asking(RequestMappingHandlerMapping mappings) {
        Map<String, HandlerMethod> asking = new TreeMap<>();
        mappings.getHandlerMethods().forEach((mapping, handler) -> {
            if (handler.hasMethodAnnotation(AsksRevision.class)) {
                mapping.getPatternValues().forEach(pattern -> asking.put(pattern, handler));
            }
        });
        return asking;
    }

    private Map<String, HandlerMethod> asking() {
        return asking(world.context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class));
    }

    private JsonNode described(String pattern) {
        return Client.of(world.port(), world.plant.as("QA-2").token()).get("/api/v1/openapi").json().get("paths")
                .path(pattern).path("post");
    }

    @TestFactory
    Stream<DynamicTest> whoSaysNoneIsAskedForItAndChangesNothing() {
        return asking().entrySet().stream().filter(each -> !DECIDED.contains(each.getKey()))
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    long before = world.written();
                    String path = each.getKey().replaceAll("\\{id}", "999999999").replaceAll("\\{[^}]+}", "NO-SUCH-1");
                    Client.Answer answer = Client.of(world.port(), world.plant.as(somebody(each.getKey())).token())
                            .with("Accept-Language", "en").send("POST", path, body(each.getValue()).orElse(null));

                    assertThat(answer.status()).as(answer.response().body()).isEqualTo(428);
                    assertThat(answer.json().get("code").stringValue()).isEqualTo("revision.needed");
                    assertThat(answer.json().get("detail").stringValue()).contains("NO-SUCH-1", "If-Match");
                    assertThat(world.written()).isEqualTo(before);
                }));
    }

    private String somebody(String pattern) {
        List<String> roles = described(pattern).path("x-roles").valueStream().map(JsonNode::stringValue).toList();
        return EveryWriteTests.PEOPLE.stream()
                .filter(person -> EveryWriteTests.roles(person).stream().anyMatch(roles::contains)).findFirst()
                .orElseThrow();
    }

    private static Optional<String> body(HandlerMethod handler) {
        return Arrays.stream(handler.getMethod().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
                .map(parameter -> JsonSample.of(parameter.getParameterizedType()).body().toString()).findFirst();
    }

    @Test
    void theDescriptionSaysWhichWritesAsk() {
        assertThat(asking()).hasSizeGreaterThan(15);
        asking().keySet().forEach(pattern -> {
            JsonNode operation = described(pattern);
            assertThat(operation.path("responses").has("428")).as(pattern).isTrue();
            boolean header = operation.path("parameters").valueStream()
                    .anyMatch(each -> each.path("name").stringValue("").equals("If-Match")
                            && each.path("required").booleanValue(false));
            assertThat(header || pattern.endsWith("/proposals")).as(pattern).isTrue();
        });
    }
}
