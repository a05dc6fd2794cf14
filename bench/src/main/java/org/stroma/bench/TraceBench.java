package org.stroma.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.database.DatabaseConfiguration;
import org.stroma.app.database.DatabaseRole;
import org.stroma.app.database.Migrations;
import org.stroma.app.database.Store;
import org.stroma.app.genealogy.Trace;
import org.stroma.postgres.PostgresServer;

/**
 * The application's trace over a million units in its own tables, against a plain recursive query on the same tables and against Neo4j embedded on
 * the same graph. The genealogy is loaded by COPY past the door and past the ledger, as no operation of the application could: what is measured is
 * reading. Stroma and Neo4j give the same nodes with depth and way and the same edges, which is checked for every question; the recursive query
 * gives the nodes only. The three take turns on each question.
 */
final class TraceBench {
    private static final long UNITS = Long.getLong("stroma.bench.units", 1_000_000);
    private static final String COPY_UNITS = """
            copy genealogy.unit (id, code, type, port, made_by, donation, lot, state, holder, subject) from stdin""";
    private static final String COPY_OPERATIONS = """
            copy genealogy.operation (id, type, donation, donation_number, started_at, ended_at, performed_by, entered_at) from stdin""";
    private static final String COPY_INPUTS = """
            copy genealogy.input (operation, unit, port, from_state, to_state, donation) from stdin""";
    private static final String RECURSIVE = """
            with recursive way(unit) as (
                select id from genealogy.unit where code = :code or subject = :code
                union
                select x.unit from way cross join lateral (%s) x)
            select u.id, u.code, u.type, u.state, s.name_zh, s.name_en, s.tone, u.holder, u.subject, l.code, o.type
              from way join genealogy.unit u on u.id = way.unit join genealogy.state s on s.unit_type = u.type and s.code = u.state
              join genealogy.operation o on o.id = u.made_by left join genealogy.unit l on l.id = u.lot""";
    private static final String DOWN = RECURSIVE.formatted(
            """
                    select u.id as unit from genealogy.input i join genealogy.unit u on u.made_by = i.operation where i.unit = way.unit
                    union all
                    select u.id from genealogy.unit u where u.lot = way.unit""");
    private static final String UP = RECURSIVE.formatted("""
            select i.unit from genealogy.unit u join genealogy.input i on i.operation = u.made_by where u.id = way.unit
            union all
            select u.lot from genealogy.unit u where u.id = way.unit and u.lot is not null""");

    private final JdbcClient jdbc;
    private final Trace trace;
    private final GraphProcess graph;
    private final PrintStream out;
    private final Random random = new Random(7);

    private TraceBench(JdbcClient jdbc, GraphProcess graph, PrintStream out) {
        this.jdbc = jdbc;
        this.trace = new Trace(jdbc);
        this.graph = graph;
        this.out = out;
    }

    static void run(PrintStream out) throws Exception {
        Path folder = Plant.temporary();
        try (Store store = Store.open(folder.resolve("data"), Map.of())) {
            new Migrations(store.credentials().dataSource(DatabaseRole.OWNER), Migrations.Kind.DEMONSTRATION,
                    ZoneId.of("Asia/Shanghai")).migrate();
            Genealogy.Size size = Genealogy.write(folder, UNITS);
            load(store, folder);
            try (GraphProcess graph = GraphProcess.start(folder);
                    HikariDataSource pool = DatabaseConfiguration.pool(store.credentials(), DatabaseRole.APP, 2)) {
                out.printf(Locale.ROOT,
                        "%d units, %d operations, %d donors, %d patients, %d material lots; loading Neo4j took %.1f s%n%n",
                        size.units(), size.operations(), size.donors(), size.patients(), size.materials(),
                        graph.loadMillis() / 1000.0);
                new TraceBench(JdbcClient.create(pool), graph, out).all(size);
            }
        } finally {
            Plant.remove(folder);
        }
    }

    static void load(Store store, Path folder) throws SQLException, IOException {
        PostgresServer server = store.server().orElseThrow();
        try (Connection superuser = DriverManager.getConnection(store.credentials().url(), server.superuser(),
                server.superuserPassword()); Statement statement = superuser.createStatement()) {
            for (String table : List.of("operation", "unit", "input")) {
                statement.execute("alter table genealogy." + table + " disable trigger all");
            }
            copy(superuser, COPY_OPERATIONS, folder.resolve("operation.tsv"));
            copy(superuser, COPY_UNITS, folder.resolve("unit.tsv"));
            copy(superuser, COPY_INPUTS, folder.resolve("input.tsv"));
            for (String table : List.of("operation", "unit", "input")) {
                statement.execute("vacuum analyze genealogy." + table);
            }
            // As a server does by itself after a while.
            statement.execute("analyze genealogy.port");
            statement.execute("analyze genealogy.state");
            statement.execute("checkpoint");
        }
    }

    private static void copy(Connection connection, String sql, Path file) throws SQLException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, in, 1 << 18);
        }
    }

    private void all(Genealogy.Size size) throws IOException {
        out.println(
                "| Question | asked | nodes | patients | Stroma, median (90 %) | recursive query | Neo4j embedded | Stroma ÷ Neo4j | Stroma ÷ recursive |");
        out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        List<String> donors = pick("D-%06d", (int) size.donors(), 300);
        List<String> patients = pick("PT-%07d", (int) size.patients(), 300);
        List<String> materials = pick("MAT-%05d", (int) size.materials(), 30);
        ask("donor → patients", Trace.Direction.DOWN, donors, 100);
        ask("patient → donor", Trace.Direction.UP, patients, 100);
        ask("material lot → patients", Trace.Direction.DOWN, materials, 10);
    }

    private List<String> pick(String pattern, int of, int count) {
        return random.ints(1, of + 1).distinct().limit(Math.min(of, count)).mapToObj(pattern::formatted).toList();
    }

    private void ask(String question, Trace.Direction direction, List<String> identifiers, int warmUps)
            throws IOException {
        List<double[]> times = new ArrayList<>();
        long nodes = 0;
        long patients = 0;
        for (int i = 0; i < identifiers.size(); i++) {
            String identifier = identifiers.get(i);
            long start = System.nanoTime();
            Trace.Found found = trace.trace(identifier, direction, 500);
            double stroma = (System.nanoTime() - start) / 1e6;
            start = System.nanoTime();
            List<@Nullable Object[]> rows = recursive(direction, identifier);
            double recursive = (System.nanoTime() - start) / 1e6;
            GraphProcess.Answer answer = graph.ask(direction.name(), identifier);
            check(identifier, found, rows.size(), answer);
            if (i >= Math.min(warmUps, identifiers.size() / 3)) {
                times.add(new double[]{stroma, recursive, answer.millis()});
                nodes += answer.nodes();
                patients += answer.patients();
            }
        }
        int asked = Math.max(1, times.size());
        double[] stroma = sorted(times, 0);
        double[] recursive = sorted(times, 1);
        double[] neo4j = sorted(times, 2);
        out.printf(Locale.ROOT,
                "| %s | %d | %d | %d | %.2f ms (%.2f) | %.2f ms (%.2f) | %.2f ms (%.2f) | %.2f | %.2f |%n", question,
                asked,
                nodes / asked, patients / asked, LedgerBench.median(stroma), ninety(stroma),
                LedgerBench.median(recursive), ninety(recursive), LedgerBench.median(neo4j), ninety(neo4j),
                LedgerBench.median(stroma) / LedgerBench.median(neo4j),
                LedgerBench.median(stroma) / LedgerBench.median(recursive));
    }

    private List<@Nullable Object[]> recursive(Trace.Direction direction, String identifier) {
        return jdbc.sql(direction == Trace.Direction.DOWN ? DOWN : UP).param("code", identifier).query((row, _) -> {
            @Nullable
            Object[] values = new Object[11];
            values[0] = row.getLong(1);
            for (int i = 1; i < values.length; i++) {
                values[i] = row.getString(i + 1);
            }
            return values;
        }).list();
    }

    private static void check(String identifier, Trace.Found found, int recursive, GraphProcess.Answer answer) {
        long checksum = found.nodes().stream().mapToLong(node -> node.id() * (1 + Math.abs(node.depth()))).sum();
        if (found.nodes().size() != answer.nodes() || recursive != answer.nodes() || checksum != answer.checksum()
                || found.edges().size() != answer.edges()) {
            throw new IllegalStateException(
                    "%s: Stroma finds %d nodes, %d edges, sum %d; the recursive query %d nodes; Neo4j %s".formatted(
                            identifier, found.nodes().size(), found.edges().size(), checksum, recursive, answer));
        }
    }

    private static double[] sorted(List<double[]> times, int which) {
        double[] values = times.stream().mapToDouble(each -> each[which]).toArray();
        Arrays.sort(values);
        return values;
    }

    private static double ninety(double[] sorted) {
        return sorted[(int) Math.ceil(0.9 * sorted.length) - 1];
    }
}
