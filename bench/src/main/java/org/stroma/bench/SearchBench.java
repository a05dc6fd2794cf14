package org.stroma.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.database.DatabaseConfiguration;
import org.stroma.app.database.DatabaseRole;
import org.stroma.app.database.Migrations;
import org.stroma.app.database.Store;
import org.stroma.postgres.PostgresServer;

/**
 * What a register of containers asks, over the million units of the trace: words by the index of trigrams against reading every row as it was before, and the
 * leaf deep in the register by the number of a unit against counting rows off. Both ways find the same units, which is checked.
 */
final class SearchBench {
    private static final long UNITS = Long.getLong("stroma.bench.units", 1_000_000);
    private static final int ASKED = Integer.getInteger("stroma.bench.searches", 20);
    private static final String FOUND = """
            select u.id from genealogy.unit u where u.type = 'CONTAINER'
               and u.id in (select x.id from genealogy.unit x where genealogy.searched(x.code, x.holder, x.position, x.attributes) ilike :text
                            union all
                            select m.id from genealogy.unit g join genealogy.unit m on m.lot = g.id
                             where genealogy.searched(g.code, g.holder, g.position, g.attributes) ilike :text and g.code ilike :text)
             order by u.id desc limit 100""";
    private static final String READ = """
            select u.id from genealogy.unit u left join genealogy.unit l on l.id = u.lot where u.type = 'CONTAINER'
               and concat_ws(' ', u.code, l.code, u.holder, u.position, u.attributes) ilike :text order by u.id desc limit 100""";
    private static final String BY_KEY = """
            select u.id from genealogy.unit u where u.type = 'CONTAINER' and u.id < :before order by u.id desc limit 100""";
    private static final String BY_COUNT = """
            select u.id from genealogy.unit u where u.type = 'CONTAINER' order by u.id desc offset :offset limit 100""";

    private final JdbcClient jdbc;
    private final PrintStream out;
    private final Random random = new Random(11);

    private SearchBench(JdbcClient jdbc, PrintStream out) {
        this.jdbc = jdbc;
        this.out = out;
    }

    static void run(PrintStream out) throws Exception {
        Path folder = Plant.temporary();
        try (Store store = Store.open(folder.resolve("data"), Map.of())) {
            new Migrations(store.credentials().dataSource(DatabaseRole.OWNER), Migrations.Kind.DEMONSTRATION,
                    ZoneId.of("Asia/Shanghai")).migrate();
            Genealogy.Size size = Genealogy.write(folder, UNITS);
            long start = System.nanoTime();
            TraceBench.load(store, folder);
            out.printf(Locale.ROOT, "%d units loaded in %.0f s; %s%n%n", size.units(),
                    (System.nanoTime() - start) / 1e9,
                    sizes(store));
            try (HikariDataSource pool = DatabaseConfiguration.pool(store.credentials(), DatabaseRole.APP, 2)) {
                new SearchBench(JdbcClient.create(pool), out).all(size);
            }
        } finally {
            Plant.remove(folder);
        }
    }

    private static String sizes(Store store) throws SQLException {
        PostgresServer server = store.server().orElseThrow();
        try (Connection superuser = DriverManager.getConnection(store.credentials().url(), server.superuser(),
                server.superuserPassword());
                Statement statement = superuser.createStatement();
                var row = statement.executeQuery(
                        """
                                select pg_size_pretty(pg_relation_size('genealogy.unit')) || ' of rows, ' || pg_size_pretty(pg_relation_size('genealogy.unit_searched'))
                                       || ' of trigrams'""")) {
            row.next();
            return row.getString(1);
        }
    }

    private void all(Genealogy.Size size) {
        out.println("| Question | asked | Stroma, median | as it was, median | ratio |");
        out.println("| --- | --- | --- | --- | --- |");
        int donors = (int) size.donors();
        ask("a container by its whole code", n -> "L-%06d-1.%03d".formatted(1 + random.nextInt(donors), 1 + n));
        ask("the containers of a lot by the end of its code", _ -> "%06d-2".formatted(1 + random.nextInt(donors)));
        ask("nothing, by a code that is not there", n -> "NO-SUCH-%d".formatted(n));
        leaves();
    }

    private void ask(String question, IntFunction<String> text) {
        double[] found = new double[ASKED];
        double[] read = new double[ASKED];
        for (int i = 0; i < ASKED; i++) {
            String pattern = "%" + text.apply(i) + "%";
            long start = System.nanoTime();
            List<Long> by = jdbc.sql(FOUND).param("text", pattern).query(Long.class).list();
            found[i] = (System.nanoTime() - start) / 1e6;
            start = System.nanoTime();
            List<Long> all = jdbc.sql(READ).param("text", pattern).query(Long.class).list();
            read[i] = (System.nanoTime() - start) / 1e6;
            if (!by.equals(all)) {
                throw new IllegalStateException(pattern + ": " + by.size() + " and " + all.size());
            }
        }
        line(question, found, read);
    }

    /** Every leaf twentieth by twentieth of the register. */
    private void leaves() {
        long rows = jdbc.sql("select count(*) from genealogy.unit where type = 'CONTAINER'").query(Long.class).single();
        double[] keyed = new double[ASKED];
        double[] counted = new double[ASKED];
        for (int i = 0; i < ASKED; i++) {
            long offset = rows * i / ASKED;
            long start = System.nanoTime();
            List<Long> all = jdbc.sql(BY_COUNT).param("offset", offset).query(Long.class).list();
            counted[i] = (System.nanoTime() - start) / 1e6;
            start = System.nanoTime();
            List<Long> by = jdbc.sql(BY_KEY).param("before", all.getFirst() + 1).query(Long.class).list();
            keyed[i] = (System.nanoTime() - start) / 1e6;
            if (!by.equals(all)) {
                throw new IllegalStateException("leaf at " + offset);
            }
        }
        line("a leaf anywhere in the register", keyed, counted);
    }

    private void line(String question, double[] now, double[] before) {
        out.printf(Locale.ROOT, "| %s | %d | %.2f ms | %.2f ms | %.4f |%n", question, ASKED, LedgerBench.median(now),
                LedgerBench.median(before), LedgerBench.median(now) / LedgerBench.median(before));
    }
}
