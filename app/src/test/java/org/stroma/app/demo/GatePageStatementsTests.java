package org.stroma.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.stroma.app.testing.Client;
import org.stroma.app.testing.Statements;

/** Every gate page of the campaign asks the database at most eight questions, whoever reads it and whatever stands above the unit. */
class GatePageStatementsTests {
    private static final int MOST = 8;
    /** One of each house that sees any of them. */
    private static final List<String> READERS = List.of("QA-1", "QAM-1", "HR-1", "COL-1");
    private static final String JUDGED = """
            select d.gate, u.code from gate.decision d join genealogy.unit u on u.id = d.unit
             group by d.gate, u.code order by length(d.gate), d.gate, min(d.id)""";

    private final World world = World.get();

    /** A page of a gate and who reads it. */
    record Page(String gate, String unit, String reader) {}

    @Test
    void asksAtMostEightQuestions() throws SQLException {
        Map<String, List<String>> asked = read(pages());

        asked.forEach((page, statements) -> assertThat(statements).as(page).hasSizeLessThanOrEqualTo(MOST));
    }

    private List<Page> pages() throws SQLException {
        List<Page> pages = new ArrayList<>();
        try (Connection superuser = world.superuser();
                Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(JUDGED)) {
            while (row.next()) {
                for (String reader : READERS) {
                    pages.add(new Page(row.getString(1), row.getString(2), reader));
                }
            }
        }
        return pages;
    }

    /** The statements of every page that its reader sees, the largest number of each gate printed. */
    private Map<String, List<String>> read(List<Page> pages) throws SQLException {
        Map<String, List<String>> asked = new TreeMap<>();
        Set<String> lines = new LinkedHashSet<>();
        try (Connection superuser = world.superuser()) {
            for (Page page : pages) {
                Client client = Client.of(world.port(), world.plant.as(page.reader()).token());
                String path = "/gate/" + page.gate() + "/" + page.unit();
                if (client.get(path).status() != 200) {
                    continue;
                }
                Statements.Counted counted = Statements.of(superuser, () -> client.get(path));
                asked.put(page.toString(), counted.statements());
                lines.add(page.gate() + " " + page.unit() + " " + page.reader() + ": " + counted.statements().size());
            }
        }
        lines.forEach(System.out::println);
        return asked;
    }
}
