package org.stroma.bench;

import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.stroma.app.people.Actor;
import org.stroma.app.standard.StandardReader;
import org.stroma.app.standard.Standards;
import org.stroma.postgres.PostgresServer;

/**
 * How many statements the page of the release gate needs, as PostgreSQL counts them (pg_stat_statements), with much and with little to judge. What is
 * asked for once in a while, a session's sign of life and the shift of the plant's clock, is not among them. The
 * lots, their evidence and their standards are put there by the owner, under the ledger and past the door.
 */
final class GateBench {
    private static final int SHOTS = 15;
    private static final String CALLS = """
            select coalesce(sum(s.calls), 0) from pg_stat_statements s join pg_roles r on r.oid = s.userid
             where s.toplevel and s.query not like '%people.touch(%' and s.query not like '%from ledger.plant_clock'
               and (r.rolname = 'stroma_app' or r.rolname = 'stroma_system' and s.query like '%people.%')""";
    private static final String LOT = """
            insert into genealogy.unit (code, type, port, made_by, product, state, holder)
            select '%1$s', 'LOT', 'lot', max(id), '%1$s', 'UNDER_REVIEW', 'MAKER-1' from genealogy.operation""";
    private static final String OBSERVE = """
            insert into evidence.observation (unit, characteristic, kind, attempt, content, taken_at, source, entered_by, entered_at)
            select u.id, 'item_' || (n %% %2$d), 'RESULT', 1 + n / %2$d, '[{"flag": true}]', now(), 'MANUAL', 1, now()
              from genealogy.unit u cross join generate_series(0, %3$d - 1) n where u.code = '%1$s'""";

    private final Plant plant;
    private final Actor actor;

    private GateBench(Plant plant) {
        this.plant = plant;
        this.actor = plant.signIn("OPERATOR", 1).getFirst();
    }

    private record Page(long statements, double millis) {}

    static void run(PrintStream out) throws Exception {
        try (Plant plant = Plant.counting()) {
            GateBench bench = new GateBench(plant);
            plant.asOwner("""
                    insert into genealogy.operation (type, started_at, ended_at, performed_by, entered_at)
                    values ('OP-160', now(), now(), 1, now())""");
            Page small = bench.page("SMALL", 6, 20);
            Page large = bench.page("LARGE", 60, 2000);
            out.println("| Gate page | statements | median | ratio |");
            out.println("| --- | --- | --- | --- |");
            out.printf(Locale.ROOT, "| 6 requirements, 20 pieces of evidence | %d | %.1f ms | |%n", small.statements(),
                    small.millis());
            out.printf(Locale.ROOT, "| 60 requirements, 2,000 pieces of evidence | %d | %.1f ms | %.2f |%n",
                    large.statements(), large.millis(), large.millis() / small.millis());
        }
    }

    private Page page(String lot, int requirements, int observations) throws Exception {
        String code = lot.toLowerCase(Locale.ROOT);
        standard(code + "-release", 0, requirements / 2);
        standard(code + "-batch", requirements / 2, requirements);
        plant.asOwner(LOT.formatted(lot), OBSERVE.formatted(lot, requirements, observations));
        double[] times = new double[SHOTS];
        HttpRequest request = HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + plant.port() + "/gate/G6a/" + lot))
                .header("Authorization", "Bearer " + actor.token()).build();
        try (HttpClient http = HttpClient.newHttpClient();
                Connection superuser = superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("create extension if not exists pg_stat_statements");
            for (int i = 0; i < SHOTS; i++) {
                statement.execute("select pg_stat_statements_reset()");
                long start = System.nanoTime();
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                times[i] = (System.nanoTime() - start) / 1e6;
                int shown = answer.body().split("data-requirement=", -1).length - 1;
                if (answer.statusCode() != 200 || shown != requirements) {
                    throw new IllegalStateException(answer.statusCode() + " with " + shown + " requirements");
                }
            }
            try (ResultSet row = statement.executeQuery(CALLS)) {
                row.next();
                return new Page(row.getLong(1), LedgerBench.median(times));
            }
        }
    }

    private Connection superuser() throws SQLException {
        PostgresServer server = plant.server();
        return DriverManager.getConnection(plant.credentials().url(), server.superuser(), server.superuserPassword());
    }

    /** Brings a standard of flags into force, from one number up to another. */
    private void standard(String code, int from, int until) throws SQLException {
        StringBuilder characteristics = new StringBuilder("characteristics:\n");
        StringBuilder requirements = new StringBuilder("requirements:\n");
        for (int i = from; i < until; i++) {
            characteristics
                    .append("  - {code: item_%1$d, name: {zh: 项目%1$d, en: item %1$d}, type: flag}\n".formatted(i));
            requirements
                    .append("  - {code: R-%1$d, name: {zh: 要求%1$d, en: Requirement %1$d}, severity: B, tag: D, "
                            .formatted(i))
                    .append("cites: [HOUSE], criterion: {is: {of: item_%d, flag: true}}}\n".formatted(i));
        }
        byte[] source = ("standard: %s\nversion: \"1\"\nname: {zh: 多项, en: Many}\n".formatted(code) + characteristics
                + requirements).getBytes(StandardCharsets.UTF_8);
        byte[] content = new StandardReader(Standards.library()).read(source).orThrow().toBytes();
        plant.asOwner(owner -> {
            try (PreparedStatement insert = owner.prepareStatement(
                    """
                            insert into standard.version (code, version, name_zh, name_en, source, content, state, effective_from, drafted_at, note)
                            values (?, '1', '多项', 'Many', ?, ?, 'APPROVED', now() - interval '1 day', now(), 'staged')""")) {
                insert.setString(1, code);
                insert.setBytes(2, source);
                insert.setBytes(3, content);
                insert.executeUpdate();
            }
        });
    }
}
