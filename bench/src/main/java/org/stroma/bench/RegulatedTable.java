package org.stroma.bench;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Two tables of the same 14 columns and three indexes, shaped like a laboratory result: {@code bench.regulated} under the ledger,
 * {@code bench.plain} without.
 */
final class RegulatedTable {
    private static final String COLUMNS = """
            create table bench.%1$s (
                id bigint generated always as identity primary key,
                unit bigint not null,
                characteristic text not null,
                kind text not null,
                attempt integer not null,
                content jsonb not null,
                method text,
                validated boolean not null,
                instrument text,
                taken_at timestamptz not null,
                source text not null,
                note text,
                entered_by integer,
                entered_at timestamptz not null default clock_timestamp())""";
    private static final String INSERT = """
            insert into bench.%s (unit, characteristic, kind, attempt, content, method, validated, instrument, taken_at, source, note, entered_by)
            values (?, ?, ?, ?, cast(? as jsonb), ?, ?, ?, ?, ?, ?, ?)""";
    private static final List<String> CHARACTERISTICS = List.of("viability", "viable_cells", "cd73_positive",
            "cd90_positive", "cd105_positive", "endotoxin", "mycoplasma", "sterility");
    private static final AtomicLong NUMBER = new AtomicLong();

    private final JdbcTemplate jdbc;
    private final String insert;

    private RegulatedTable(DataSource source, String name) {
        this.jdbc = new JdbcTemplate(source);
        this.insert = INSERT.formatted(name);
    }

    /** Makes both tables; call once. */
    static void make(Plant plant) throws SQLException {
        plant.asOwner("create schema bench", COLUMNS.formatted("plain"), COLUMNS.formatted("regulated"),
                "create index on bench.plain (unit, characteristic)", "create index on bench.plain (taken_at)",
                "create index on bench.regulated (unit, characteristic)", "create index on bench.regulated (taken_at)",
                "select ledger.watch('bench.regulated', '{id}')", "grant usage on schema bench to stroma_app",
                "grant insert, update, select on bench.plain, bench.regulated to stroma_app");
    }

    static RegulatedTable regulated(Plant plant) {
        return new RegulatedTable(plant.bean(DataSource.class), "regulated");
    }

    static RegulatedTable plain(Plant plant) {
        return new RegulatedTable(plant.bean(DataSource.class), "plain");
    }

    /** Inserts rows in one batch, within the caller's transaction. */
    void insert(int rows, int person) {
        Timestamp now = new Timestamp(System.currentTimeMillis());
        jdbc.batchUpdate(insert, new org.springframework.jdbc.core.BatchPreparedStatementSetter() {
            @Override
            public void setValues(java.sql.PreparedStatement statement, int i) throws SQLException {
                long n = NUMBER.incrementAndGet();
                statement.setLong(1, 1 + n % 5000);
                statement.setString(2, CHARACTERISTICS.get((int) (n % CHARACTERISTICS.size())));
                statement.setString(3, "RESULT");
                statement.setInt(4, 1);
                statement.setString(5, "[{\"type\": \"quantity\", \"value\": \"" + n % 1000 / 10.0
                        + "\", \"unit\": \"%\"}]");
                statement.setString(6, "SOP-QC-0" + n % 90);
                statement.setBoolean(7, true);
                statement.setString(8, "NC-200-" + n % 7);
                statement.setTimestamp(9, now);
                statement.setString(10, "MANUAL");
                statement.setString(11, n % 4 == 0 ? "first reading of the morning" : null);
                statement.setInt(12, person);
            }

            @Override
            public int getBatchSize() {
                return rows;
            }
        });
    }
}
