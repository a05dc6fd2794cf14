package org.stroma.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.stroma.app.testing.Client;
import org.stroma.app.testing.Statements;

/**
 * Pages and answers that list things ask a fixed number of questions, however many rows there are: no statement of theirs is asked for one row after another.
 * The campaign left dozens of materials, units, samples and documents behind.
 */
class ListStatementsTests {
    /** A list may ask once for each of its types or states, of which a lot has seven to look at, or for a lot's two gates, never for each of its rows. */
    private static final long SEVERAL = 8;
    private static final int MOST = 60;

    private final World world = World.get();

    /** Each list with the people who read it. */
    private static final Map<String, List<String>> LISTS = Map.ofEntries(
            Map.entry("/", List.of("QA-1", "OP-1", "WH-1", "AN-1", "QCR-1", "QCH-1", "PH-1", "DMR-1", "LG-1", "HR-1",
                    "DR-1", "NU-1", "QAM-1", "QP-A", "COL-1", "SQ-1")),
            Map.entry("/api/v1/worklist", List.of("QA-1", "WH-1")), Map.entry("/batches", List.of("OP-1")),
            Map.entry("/banks", List.of("OP-1", "QA-1")), Map.entry("/api/v1/banks", List.of("OP-1")),
            Map.entry("/donors", List.of("COL-1", "QA-1")), Map.entry("/tissues", List.of("OP-1")),
            Map.entry("/materials", List.of("WH-1")), Map.entry("/materials/stock", List.of("WH-1")),
            Map.entry("/materials/solutions", List.of("OP-1")), Map.entry("/laboratory", List.of("AN-1")),
            Map.entry("/laboratory/review", List.of("QCR-1")), Map.entry("/release", List.of("QA-1")),
            Map.entry("/deviations", List.of("QA-1")), Map.entry("/shipments", List.of("LG-1", "HR-1")),
            Map.entry("/clinic", List.of("DR-1")), Map.entry("/returns", List.of("WH-1")),
            Map.entry("/registers/containers", List.of("QA-1", "HR-1")), Map.entry("/registers/lots", List.of("QA-1")),
            Map.entry("/registers/banks", List.of("QA-1")), Map.entry("/registers/materials", List.of("WH-1")),
            Map.entry("/standards", List.of("QA-1")), Map.entry("/administration/persons", List.of("ADM-1")));

    @TestFactory
    Stream<DynamicTest> noRowAsksAQuestionOfItsOwn() {
        return LISTS.entrySet().stream().sorted(Map.Entry.comparingByKey()).flatMap(list -> list.getValue().stream()
                .map(reader -> DynamicTest.dynamicTest(list.getKey() + " as " + reader, () -> {
                    Client client = Client.of(world.port(), world.plant.as(reader).token());
                    // The first reading also fetches the content of standards, which is kept by its digest.
                    assertThat(client.get(list.getKey()).status()).isEqualTo(200);
                    List<String> asked = asked(client, list.getKey());
                    Map<String, Long> often = asked.stream()
                            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
                    often.values().removeIf(times -> times <= SEVERAL);

                    assertThat(often).isEmpty();
                    assertThat(asked).hasSizeLessThanOrEqualTo(MOST);
                })));
    }

    private List<String> asked(Client client, String path) throws SQLException {
        try (Connection superuser = world.superuser()) {
            return Statements.of(superuser, () -> client.get(path)).statements();
        }
    }
}
