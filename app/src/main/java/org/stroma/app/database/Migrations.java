package org.stroma.app.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Savepoint;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Brings the schema of each module up to date, in the order of {@code db/modules.txt}; needs the owner's role. */
public final class Migrations {
    private static final String ORDER = "/db/modules.txt";
    private static final String APPLIED = "select count(*) from %s.flyway_history where success and script like 'V%%'";
    /** A column that a migration adds is captured and compared like the others. */
    private static final String WATCH_AGAIN = "select ledger.watch(tab::regclass, key_columns, never, digest) from ledger.watched";
    /** A function that runs as the owner is for those to whom its migration grants it; a trigger's for nobody, who could put it on a table of his own. */
    private static final String CLOSE_FUNCTIONS = "revoke execute on all functions in schema %s from public";
    /** Undefined table, undefined schema, no privilege: what a reader meets before the first migration. */
    private static final Set<String> UNREADABLE = Set.of("42P01", "3F000", "42501");
    private static final String ALONE = "select pg_advisory_lock(78231, 2)";
    private static final String LATEST = "latest";
    private static final String UNDEFINED_TABLE = "42P01";

    private final DataSource owner;
    private final Kind kind;
    private final ZoneId zone;
    private final String next;
    private final String newest;

    /** What a new database becomes, for ever; an existing one stays what it is. */
    public enum Kind {
        PRODUCTION, DEMONSTRATION
    }

    /**
     * @param owner connections as {@link DatabaseRole#OWNER}
     * @param kind what a new database becomes
     * @param zone the plant's time zone, written into a new database
     */
    public Migrations(DataSource owner, Kind kind, ZoneId zone) {
        this(owner, kind, zone, "");
    }

    /** @param next folder of the class path whose migrations follow the shipped ones, module by module; empty for none */
    Migrations(DataSource owner, Kind kind, ZoneId zone, String next) {
        this(owner, kind, zone, next, LATEST);
    }

    /** @param newest number of the last migration of each module that is applied, with a question mark where not each has it, to look at what an older version left behind */
    Migrations(DataSource owner, Kind kind, ZoneId zone, String next, String newest) {
        this.newest = newest;
        this.owner = owner;
        this.kind = kind;
        this.zone = zone;
        this.next = next;
    }

    /** The modules that have a schema, lowest first. */
    public static List<String> modules() {
        InputStream order = Objects.requireNonNull(Migrations.class.getResourceAsStream(ORDER));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(order, StandardCharsets.UTF_8))) {
            return lines.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Applies what is missing, one process at a time: another that comes meanwhile waits and finds it done. Returns how many migrations ran. */
    public int migrate() {
        try (Connection alone = owner.getConnection(); Statement statement = alone.createStatement()) {
            statement.execute(ALONE);
            return migrateAlone();
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be locked for its migration", e);
        }
    }

    private int migrateAlone() {
        int applied = 0;
        for (String module : modules()) {
            applied += flyway(module).migrate().migrationsExecuted;
            letReadersSee(module);
        }
        loadReferenceData();
        modules().forEach(this::closeFunctions);
        return applied;
    }

    private void loadReferenceData() {
        try (Connection connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("select ledger.enter_system('system:migrate', 'reference data as shipped')");
                statement.execute(WATCH_AGAIN);
            }
            for (AfterMigration step : ServiceLoader.load(AfterMigration.class, Migrations.class.getClassLoader())
                    .stream()
                    .map(ServiceLoader.Provider::get).sorted(Comparator.comparingInt(AfterMigration::place)).toList()) {
                load(step, connection);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("The reference data could not be loaded", e);
        }
    }

    /** A database that is left at an older state lacks tables of what came later; there is nothing to load for them. */
    private void load(AfterMigration step, Connection connection) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            step.run(connection);
        } catch (SQLException e) {
            if (newest.equals(LATEST) || !UNDEFINED_TABLE.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
        }
    }

    /** Whether a migration is waiting, as far as a reader can see; a database that cannot be read yet is waiting. */
    public static boolean pending(DataSource reader) {
        PathMatchingResourcePatternResolver resources = new PathMatchingResourcePatternResolver();
        try (Connection connection = reader.getConnection(); Statement statement = connection.createStatement()) {
            for (String module : modules()) {
                long known = resources.getResources("classpath:db/" + module + "/V*.sql").length;
                try (ResultSet row = statement.executeQuery(APPLIED.formatted(module))) {
                    row.next();
                    if (row.getLong(1) < known) {
                        return true;
                    }
                }
            }
            return false;
        } catch (SQLException e) {
            if (UNREADABLE.contains(e.getSQLState())) {
                return true;
            }
            throw new IllegalStateException("The state of the schema cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void letReadersSee(String module) {
        try (Connection connection = owner.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("grant usage on schema %s to %s".formatted(module, DatabaseRole.READ.login()));
            statement.execute("grant select on %s.flyway_history to %s".formatted(module, DatabaseRole.READ.login()));
        } catch (SQLException e) {
            throw new IllegalStateException("The history of " + module + " cannot be opened to readers", e);
        }
    }

    private void closeFunctions(String module) {
        try (Connection connection = owner.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(CLOSE_FUNCTIONS.formatted(module));
        } catch (SQLException e) {
            throw new IllegalStateException("The functions of " + module + " cannot be closed to strangers", e);
        }
    }

    private String[] locations(String module) {
        String shipped = "classpath:db/" + module;
        boolean more = !next.isEmpty()
                && Migrations.class.getClassLoader().getResource(next + "/" + module) != null;
        return more ? new String[]{shipped, "classpath:" + next + "/" + module} : new String[]{shipped};
    }

    private Flyway flyway(String module) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(owner)
                .defaultSchema(module)
                .schemas(module)
                .locations(locations(module))
                .table("flyway_history")
                .target(newest)
                .validateMigrationNaming(true)
                .failOnMissingLocations(true)
                .cleanDisabled(true)
                .outputQueryResults(false)
                .placeholders(Map.of("kind", kind.name().toLowerCase(Locale.ROOT), "zone", zone.getId()))
                .load();
    }
}
