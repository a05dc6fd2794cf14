package org.stroma.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Parameter;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.stroma.app.testing.Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Every write of the interface, found in the running application, is asked for what cannot be read or cannot be done. Each refusal
 * is a problem document in the caller's language, and nothing is written. A handler that comes later is asked as well.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryWriteTests {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    static final List<String> PEOPLE = List.of("QA-2", "OP-1", "AN-1", "QCH-1", "QCR-1", "WH-1", "SQ-1", "PS-1",
            "PH-1", "LG-1", "COL-1", "DMR-1", "QAM-1", "HR-1", "HP-1", "HC-1", "DR-1", "NU-1", "VF-1", "WT-1", "INS-1",
            "ADM-1", "QP-A", "QP-B", "DVC-1", "PVC-1", "QH-1");

    /** What is created by naming it, so that a name nobody knows is right. */
    private static final Set<String> NAMES_SOMETHING_NEW = Set.of("POST /api/v1/patients",
            "POST /api/v1/laboratory/methods");
    /** Opens a session; there is nobody yet who may not. */
    private static final String SIGN_IN = "POST /api/v1/sessions";
    /** Ends the session that asks. */
    private static final String SIGN_OUT = "DELETE /api/v1/sessions";

    /** What the identity below consists of, as it is sent and as it is read; none of it may come back. */
    private static final List<String> TOLD = List.of("张女士", "１３８", "1234 5678", "138-1234-5678");
    /** What people of the staff are called, and what only they know; pages of the vault check for themselves. */
    private static final Set<Object> NOT_FREE = Set.of("fullName", "password", "current", "fresh");
    private static final String KEPT = """
            select count(*) from shell.idempotency where convert_from(body, 'UTF8') ~ '张女士|1234 5678|138-1234-5678' or location like '%138%'""";

    private final World world = World.get();
    private final List<Write> writes = new ArrayList<>();
    private final Map<String, String> tokens = new LinkedHashMap<>();

    /**
     * A write.
     *
     * @param person somebody whom the handler lets in
     * @param roles all whom it lets in
     * @param sample absent where the handler reads no body
     */
    record Write(String method, String pattern, String person, List<String> roles, Optional<JsonSample> sample) {
        String name() {
            return method + " " + pattern;
        }

        /** The address of something that is not there. */
        String path() {
            return pattern.replaceAll("\\{(id|version|revision|decision)\\}", "999999999").replaceAll("\\{[^}]+\\}",
                    "NO-SUCH-1");
        }
    }

    @BeforeAll
    void findEveryWrite() {
        JsonNode described = Client.of(world.port(), token("QA-2")).get("/api/v1/openapi").json().get("paths");
        world.context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class).getHandlerMethods()
                .forEach((mapping, handler) -> {
                    if (ours(handler)) {
                        mapping.getPatternValues().stream().filter(pattern -> pattern.startsWith("/api/v1/"))
                                .forEach(pattern -> mapping.getMethodsCondition().getMethods().stream()
                                        .map(RequestMethod::name).filter(method -> !method.equals("GET"))
                                        .forEach(method -> writes.add(write(method, pattern, handler, described))));
                    }
                });
        writes.forEach(write -> token(write.person()));
    }

    /** All writes of the interface, by method and pattern. */
    static List<String> names(World world) {
        return world.context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods().entrySet().stream().filter(each -> ours(each.getValue()))
                .flatMap(each -> each.getKey().getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/api/v1/"))
                        .flatMap(pattern -> each.getKey().getMethodsCondition().getMethods().stream()
                                .map(method -> method.name() + " " + pattern)))
                .filter(name -> !name.startsWith("GET ")).toList();
    }

    private Write write(String method, String pattern, HandlerMethod handler, JsonNode described) {
        List<String> roles = described.path(pattern).path(method.toLowerCase(Locale.ROOT)).path("x-roles").valueStream()
                .map(JsonNode::stringValue).toList();
        return new Write(method, pattern, somebody(roles::contains), roles, sample(handler));
    }

    private static boolean ours(HandlerMethod handler) {
        return handler.getBeanType().getName().startsWith("org.stroma.");
    }

    private static Optional<JsonSample> sample(HandlerMethod handler) {
        return Arrays.stream(handler.getMethod().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
                .map(Parameter::getParameterizedType).map(JsonSample::of).findFirst();
    }

    /** The first of the demonstration's people who has such a role. */
    private static String somebody(Predicate<String> role) {
        return PEOPLE.stream().filter(person -> roles(person).stream().anyMatch(role)).findFirst().orElseThrow();
    }

    static List<String> roles(String person) {
        return Stage.accounts().lines().map(line -> List.of(line.strip().split("[ *]+")))
                .filter(words -> words.getFirst().equals(person.toLowerCase(Locale.ROOT)))
                .flatMap(words -> words.stream().skip(2)).toList();
    }

    private String token(String person) {
        return tokens.computeIfAbsent(person, code -> world.plant.as(code).token());
    }

    private Client as(String person) {
        return Client.of(world.port(), token(person));
    }

    @Test
    void allWritesAreAsked() {
        assertThat(writes).hasSizeGreaterThan(100);
    }

    /** Each with its own address: a body that is none, values that are missing, of the wrong kind or of no size. */
    @TestFactory
    Stream<DynamicTest> whatCannotBeReadIsRefusedInWordsAndChangesNothing() {
        return writes.stream().filter(write -> write.sample().isPresent())
                .map(write -> DynamicTest.dynamicTest(write.name(), () -> {
                    long before = world.written();
                    List<String> wrong = new ArrayList<>();
                    broken(write.sample().orElseThrow())
                            .forEach((what, body) -> ask(as(write.person()), write, body, what, wrong));

                    assertThat(wrong).isEmpty();
                    assertThat(world.written()).isEqualTo(before);
                }));
    }

    /** Bodies that must be refused, by what is wrong with them. */
    private static Map<String, String> broken(JsonSample sample) {
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("not JSON", "{\"");
        bodies.put("nothing", "");
        bodies.put("null", "null");
        bodies.put("another shape", sample.body().isArray() ? "{\"k\": 1}" : "[1]");
        Set<Class<?>> seen = new HashSet<>();
        for (JsonSample.Place place : sample.places()) {
            if (!place.optional() && !place.isCollection()) {
                bodies.put(place.text() + " is null", sample.with(place, JSON.nullNode()).toString());
            }
            if (seen.add(place.type())) {
                broken(sample, place).forEach((what, value) -> bodies.put(place.text() + what,
                        sample.with(place, value).toString()));
            }
        }
        return bodies;
    }

    /** Values that nothing of the type of a place takes. */
    private static Map<String, JsonNode> broken(JsonSample sample, JsonSample.Place place) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        values.put(" is of another kind", place.type().isRecord() || place.isCollection()
                ? JSON.stringNode("text")
                : JSON.objectNode().put("k", 1));
        if (place.type() == String.class) {
            values.put(" has a character that is none", JSON.stringNode("a\u0000b"));
        }
        if (place.type() == BigDecimal.class) {
            values.put(" is beyond all measure", JSON.numberNode(new BigDecimal("1e999999")));
        }
        if (place.type().isRecord()) {
            values.put(" has a name that nobody knows", sample.at(place).deepCopy().asObject().put("unheardOf", 1));
        }
        return values;
    }

    private static void ask(Client client, Write write, @Nullable String body, String what, List<String> wrong) {
        boolean english = what.length() % 2 == 0;
        Client.Answer answer = client.with("Accept-Language", english ? "en" : "zh-CN").send(write.method(),
                write.path(), body);
        String complaint = complaint(answer, english);
        if (!complaint.isEmpty()) {
            wrong.add(what + ": " + complaint);
        }
    }

    /** What a problem document lacks; nothing when it is whole. */
    private static String complaint(Client.Answer answer, boolean english) {
        if (answer.status() < 400 || answer.status() >= 500) {
            return "status " + answer.status() + " " + answer.response().body();
        }
        if (!answer.header("Content-Type").startsWith("application/problem+json")) {
            return answer.status() + " as " + answer.header("Content-Type");
        }
        JsonNode problem = answer.json();
        List<String> missing = Stream.of("type", "title", "status", "detail", "code")
                .filter(name -> problem.path(name).isMissingNode()
                        || problem.path(name).isString() && problem.path(name).stringValue().isBlank())
                .collect(Collectors.toCollection(ArrayList::new));
        String words = problem.path("title").stringValue("") + problem.path("detail").stringValue("");
        if (words.matches("(?s).*[⟨⟩].*") || words.contains("{")) {
            missing.add("words: " + words);
        }
        boolean chinese = words.codePoints()
                .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
        if (chinese == english) {
            missing.add("language: " + words);
        }
        return missing.isEmpty() ? "" : answer.status() + " lacks " + missing;
    }

    /** SR-072: each text of each body, names of places in the address included; under a key, so that the answer is kept. */
    @TestFactory
    Stream<DynamicTest> whatNamesAPersonIsRefusedWithoutBeingRepeated() {
        return writes.stream()
                .filter(write -> !write.name().equals(SIGN_OUT) && !write.pattern().startsWith("/api/v1/vaults/"))
                .map(write -> DynamicTest.dynamicTest(write.name(), () -> {
                    long before = world.written();
                    List<String> wrong = new ArrayList<>();
                    naming(write).forEach((what, asked) -> {
                        Client client = as(write.person()).with("Idempotency-Key", UUID.randomUUID().toString());
                        // The one write whose record is named by a query, without which nothing is read at all.
                        String query = write.pattern().endsWith("/panels/signatures") ? "?type=none&id=none" : "";
                        Client.Answer answer = client.send(write.method(), asked.path() + query, asked.body());
                        if (!answer.response().body().contains("identifier.found") || answer.status() != 422
                                || TOLD.stream().anyMatch(answer.response().body()::contains)) {
                            wrong.add(what + ": " + answer.status() + " " + answer.response().body());
                        }
                    });

                    assertThat(wrong).isEmpty();
                    assertThat(world.written()).isEqualTo(before);
                    assertThat(kept()).as("answers kept that repeat it").isZero();
                }));
    }

    private record Asked(String path, @Nullable String body) {}

    private static Map<String, Asked> naming(Write write) {
        Map<String, Asked> asked = new LinkedHashMap<>();
        write.sample().ifPresent(sample -> sample.places().stream()
                .filter(place -> place.type() == String.class && !NOT_FREE.contains(place.steps().getLast()))
                .forEach(place -> asked.put(place.text(), new Asked(write.path(),
                        sample.with(place, JSON.stringNode("产妇张女士１３８ 1234 5678")).toString()))));
        String places = write.pattern().replaceAll("\\{(id|version|revision|decision)\\}", "999999999");
        if (places.contains("{")) {
            asked.put("the address", new Asked(places.replaceFirst("\\{[^}]+\\}", "138-1234-5678")
                    .replaceAll("\\{[^}]+\\}", "NO-SUCH-1"), body(write)));
        }
        return asked;
    }

    private long kept() {
        try (Connection superuser = world.superuser();
                Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery(KEPT)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotThereIsRefusedInWordsAndChangesNothing() {
        return writes.stream().filter(write -> !write.name().equals(SIGN_OUT))
                .filter(write -> !NAMES_SOMETHING_NEW.contains(write.name()))
                .map(write -> DynamicTest.dynamicTest(write.name(), () -> {
                    long before = world.written();
                    List<String> wrong = new ArrayList<>();
                    ask(as(write.person()), write, body(write), "well formed", wrong);
                    ask(as(write.person()), write, body(write), "once more", wrong);

                    assertThat(wrong).isEmpty();
                    assertThat(world.written()).isEqualTo(before);
                }));
    }

    private static @Nullable String body(Write write) {
        return write.sample().map(sample -> sample.body().toString()).orElse(null);
    }

    @Test
    void strangersAreRefusedInWordsAndChangeNothing() {
        long before = world.written();
        List<String> wrong = new ArrayList<>();
        writes.stream().filter(write -> !write.name().equals(SIGN_IN)).forEach(write -> {
            ask(Client.of(world.port(), null), write, body(write), write.name(), wrong);
            ask(Client.of(world.port(), "no such session"), write, body(write), write.name() + " ", wrong);
            assertThat(Client.of(world.port(), null).send(write.method(), write.path(), body(write)).status())
                    .as(write.name()).isEqualTo(401);
        });

        assertThat(wrong).isEmpty();
        assertThat(world.written()).isEqualTo(before);
    }

    /** What a browser adds by itself is not enough to write: a page elsewhere could have made it send this. */
    @Test
    void aCookieWithoutAProofThatThePageIsOursWritesNothing() {
        long before = world.written();
        List<String> wrong = new ArrayList<>();
        writes.stream().filter(write -> !write.name().equals(SIGN_IN)).forEach(write -> {
            Client.Answer answer = Client.of(world.port(), null)
                    .with("Cookie", "stroma_session=" + token(write.person()))
                    .send(write.method(), write.path(), body(write));
            if (answer.status() != 403) {
                wrong.add(write.name() + ": " + answer.status());
            }
        });

        assertThat(wrong).isEmpty();
        assertThat(world.written()).isEqualTo(before);
    }

    @Test
    void everyOtherRoleIsRefusedInWordsAndChangesNothing() {
        long before = world.written();
        List<String> wrong = new ArrayList<>();
        writes.forEach(write -> PEOPLE.stream().filter(person -> roles(person).stream()
                .noneMatch(write.roles()::contains)).limit(1)
                .forEach(person -> ask(as(person), write, body(write), write.name() + " as " + person, wrong)));

        assertThat(wrong).isEmpty();
        assertThat(world.written()).isEqualTo(before);
    }

    @Test
    void whoSawAnOlderVersionIsRefusedInWordsAndChangesNothing() {
        long before = world.written();
        List<String> wrong = new ArrayList<>();
        writes.stream().filter(write -> write.method().equals("POST") && !write.name().equals(SIGN_IN))
                .forEach(write -> {
                    Client stale = as(write.person()).with("If-Match", "\"" + CultureAct.LOT + ";9999\"");
                    ask(stale, write, body(write), write.name(), wrong);
                    assertThat(stale.send(write.method(), write.path(), body(write)).status()).as(write.name())
                            .isEqualTo(412);
                });

        assertThat(wrong).isEmpty();
        assertThat(world.written()).isEqualTo(before);
    }
}
