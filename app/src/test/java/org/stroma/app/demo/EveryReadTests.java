package org.stroma.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.stroma.app.testing.Client;
import tools.jackson.databind.JsonNode;

/**
 * Every reading of the interface, found in the running application, is asked by nobody, by a role that may not, for what is not
 * there, with what cannot be read, and by people of other organisations for everything that the campaign left. A handler
 * that comes later is asked as well.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryReadTests {
    private static final List<String> PEOPLE = List.of("QA-2", "OP-1", "AN-1", "WH-1", "SQ-1", "PH-1", "LG-1", "COL-1",
            "DMR-1", "QAM-1", "HR-1", "DR-1", "NU-1", "INS-1", "ADM-1", "DVC-1", "PVC-1", "QH-1");
    /** A hospital that got nothing, and a carrier. */
    private static final List<String> STRANGERS = List.of("NU-2", "DR-2", "CD-1");
    /** What those strangers must never read: the donor, the patients of the other hospital, and anybody's identity. */
    private static final List<String> SECRETS = Stream
            .concat(Stream.of(DonorAct.DONOR, "PT-A", "PT-B", "PT-C"), Stage.identities().stream()
                    .flatMap(each -> Stream.of(each.fullName(), each.idNumber(), each.phone())))
            .toList();
    private static final String ONE_UNIT_OF_EACH_TYPE = """
            select distinct on (type) code from genealogy.unit order by type, id""";
    private static final Set<Class<?>> NUMBERS = Set.of(long.class, int.class, Long.class, Integer.class);

    private final World world = World.get();
    private final List<Read> reads = new ArrayList<>();
    private final List<String> codes = new ArrayList<>();

    /** @param roles all whom it lets in */
    record Read(String pattern, HandlerMethod handler, List<String> roles) {
        String path(String code) {
            String path = pattern.replaceAll("\\{(id|version|revision|decision)\\}", "1").replaceAll("\\{[^}]+\\}",
                    code);
            StringBuilder query = new StringBuilder();
            for (var parameter : handler.getMethodParameters()) {
                RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
                if (asked != null && asked.required() && asked.defaultValue().startsWith("\n")) {
                    query.append(query.isEmpty() ? '?' : '&').append(name(asked, parameter)).append('=').append(
                            parameter.getParameterType() == String.class ? code : "1");
                }
            }
            return path + query;
        }

        private String name(RequestParam asked, org.springframework.core.MethodParameter parameter) {
            String given = asked.name().isEmpty() ? asked.value() : asked.name();
            return given.isEmpty()
                    ? handler.getMethod().getParameters()[parameter.getParameterIndex()].getName()
                    : given;
        }

        boolean letsIn(List<String> some) {
            return some.stream().anyMatch(roles::contains);
        }
    }

    @BeforeAll
    void findEveryReading() {
        JsonNode described = as("QA-2").get("/api/v1/openapi").json().get("paths");
        world.context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class).getHandlerMethods()
                .forEach((mapping, handler) -> mapping.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/api/v1/"))
                        .filter(_ -> handler.getBeanType().getName().startsWith("org.stroma."))
                        .filter(_ -> mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                        .forEach(pattern -> reads.add(new Read(pattern, handler, described.path(pattern).path("get")
                                .path("x-roles").valueStream().map(JsonNode::stringValue).toList()))));
        codes.addAll(world.the(JdbcClient.class).sql(ONE_UNIT_OF_EACH_TYPE).query(String.class).list());
        codes.addAll(List.of("PT-A", "DO-27-A", "DN-7F3K2", "DEV-26-0001", "H-031", "MAKER-1", "QA-1"));
    }

    private Client as(String person) {
        return Client.of(world.port(), world.plant.as(person).token());
    }

    /** What is wrong with a refusal; nothing when it is a whole problem document in the language asked for. */
    private static String complaint(Client client, String path, Integer... statuses) {
        Client.Answer answer = client.with("Accept-Language", "zh-CN").get(path);
        boolean problem = answer.header("Content-Type").startsWith("application/problem+json");
        boolean chinese = problem && answer.json().path("detail").stringValue("").codePoints()
                .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
        return Arrays.asList(statuses).contains(answer.status()) && chinese
                ? ""
                : path + ": " + answer.status() + " " + answer.response().body();
    }

    @Test
    void allReadingsAreAsked() {
        assertThat(reads).hasSizeGreaterThan(70).noneMatch(read -> read.roles().isEmpty());
    }

    @Test
    void nobodyReadsNothing() {
        Client nobody = Client.of(world.port(), null);
        Client former = Client.of(world.port(), "no such session");

        assertThat(reads.stream().flatMap(read -> Stream.of(complaint(nobody, read.path("L26-117"), 401),
                complaint(former, read.path("L26-117"), 401))).filter(each -> !each.isEmpty())).isEmpty();
    }

    @Test
    void everyOtherRoleIsRefused() {
        List<String> wrong = new ArrayList<>();
        for (Read read : reads) {
            PEOPLE.stream().filter(person -> !read.letsIn(EveryWriteTests.roles(person)))
                    .map(person -> complaint(as(person), read.path("L26-117"), 403)).filter(each -> !each.isEmpty())
                    .forEach(wrong::add);
        }

        assertThat(wrong).isEmpty();
    }

    /** Nothing breaks, whatever stands where a code is expected. */
    @Test
    void whatIsNotThereIsNotFoundOrEmpty() {
        List<String> wrong = new ArrayList<>();
        for (Read read : reads) {
            String person = PEOPLE.stream().filter(each -> read.letsIn(EveryWriteTests.roles(each))).findFirst()
                    .orElseThrow();
            for (String code : List.of("NO-SUCH-1", "%27%20or%201=1--", "%E8%84%90", "a".repeat(300), "%3Cb%3E")) {
                Client.Answer answer = as(person).get(read.path(code));
                if (answer.status() >= 500) {
                    wrong.add(read.path(code) + ": " + answer.status());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void whatCannotBeReadIsRefused() {
        List<String> wrong = new ArrayList<>();
        for (Read read : reads) {
            String person = PEOPLE.stream().filter(each -> read.letsIn(EveryWriteTests.roles(each))).findFirst()
                    .orElseThrow();
            for (var parameter : read.handler().getMethodParameters()) {
                RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
                if (asked != null && NUMBERS.contains(parameter.getParameterType())) {
                    String path = read.path("L26-117");
                    wrong.add(complaint(as(person), path + (path.contains("?") ? "&" : "?")
                            + read.name(asked, parameter) + "=abc", 400));
                }
            }
        }

        assertThat(wrong).isNotEmpty().allMatch(String::isEmpty);
    }

    @Test
    void otherOrganisationsReadNothingOfTheDonorTheOtherHospitalOrAnybody() {
        List<String> wrong = new ArrayList<>();
        int answered = 0;
        for (Read read : reads) {
            List<String> paths = read.path("X").equals(read.path("Y"))
                    ? List.of(read.path("X"))
                    : codes.stream().map(read::path).toList();
            for (String path : paths) {
                for (String stranger : STRANGERS) {
                    Client.Answer answer = as(stranger).get(path);
                    answered += answer.status() == 200 ? 1 : 0;
                    String told = answer.response().body();
                    if (answer.status() >= 500 || answer.status() < 300
                            && SECRETS.stream().anyMatch(secret -> told.contains(secret))) {
                        wrong.add(stranger + " " + path + ": " + answer.status() + " " + told);
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(answered).isPositive();
    }
}
