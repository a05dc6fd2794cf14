package org.stroma.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.app.database.DatabaseRole;
import org.stroma.app.database.Store;
import org.stroma.app.testing.Command;

/**
 * A campaign whose process, or whose process and database, are killed in the middle leaves whole operations, the work that was said
 * to be done, an audit trail that verifies, and no server behind. SR-020, SR-033.
 */
class KilledTests {
    /** What an operation, a signature or a decision would leave if it could be cut in two. */
    private static final List<String> HALVES = List.of("""
            select 'operation ' || o.id from genealogy.operation o
             where not exists (select from genealogy.input i where i.operation = o.id) and not exists (select from genealogy.unit u where u.made_by = o.id)""", """
            select 'unit ' || u.code from genealogy.unit u left join genealogy.operation o on o.id = u.made_by where o.id is null""", """
            select 'decision ' || d.id from gate.decision d
             where d.state = 'SIGNED' and exists (select from people.signature_needed n left join people.signature s using (record_type, record_id, revision, role)
                   where n.record_type = 'decision' and n.record_id = d.id::text and s.id is null
                     and n.revision = (select max(revision) from people.signable b where b.record_type = 'decision' and b.record_id = d.id::text))""",
            """
                    select 'open decision ' || d.id from gate.decision d
                     where d.state = 'OPEN' and not exists (select from people.signature_needed n left join people.signature s using (record_type, record_id, revision, role)
                           where n.record_type = 'decision' and n.record_id = d.id::text and s.id is null)""");

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        Command.killAll();
    }

    /** Each act is told as it begins: when the next is told, the one before is done. */
    @ParameterizedTest
    @CsvSource({"stroma: tissue, false, DN-7F3K2", "stroma: eligibility, true, P0-26-001"})
    void aCampaignKilledInTheMiddleIsWhole(String at, boolean databaseToo, String done) throws Exception {
        Path data = folder.resolve("data");
        Command campaign = Command.start("demo", "--data", data.toString(), "--port", "0");
        List<String> said = campaign.readUntil(at);
        if (databaseToo) {
            Command.killDatabaseOf(data);
        }
        campaign.kill();
        Command verify = Command.start("ledger", "verify", "--data", data.toString());
        String answer = verify.readAll();

        assertThat(said).last().asString().startsWith(at);
        assertThat(verify.exit()).as(answer).isZero();
        assertThat(answer).contains("intact");
        try (Store store = Store.open(data, Map.of());
                Connection reader = store.credentials().dataSource(DatabaseRole.READ).getConnection();
                Statement statement = reader.createStatement()) {
            for (String half : HALVES) {
                assertThat(first(statement, half)).isEmpty();
            }
            assertThat(first(statement, "select code from genealogy.unit where code = '" + done + "'"))
                    .containsExactly(done);
        }
        assertThat(filesNamed(data, "postmaster.pid")).isEmpty();
    }

    private static List<String> first(Statement statement, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static List<Path> filesNamed(Path root, String name) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.endsWith(name)).toList();
        }
    }
}
