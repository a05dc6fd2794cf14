package org.stroma.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stroma.app.database.Credentials;
import org.stroma.app.database.DatabaseRole;
import org.stroma.app.testing.TestServer;

/** Images that are made here from copied rows equal those that the database made of them, whatever the columns hold. SR-021. */
class ImageSumsTests {
    private static final byte[] SECRET = new byte[32];
    private static final String END = "18446744073709551615";

    private final Credentials credentials = TestServer.fresh();

    @BeforeEach
    void writeOddValues() throws SQLException {
        write("""
                create schema odd;
                create table odd.thing (
                    id bigint primary key, "two words" text, "引号" text, words text, exact numeric, whole smallint, truth boolean,
                    at timestamptz, day date, span interval, near double precision, many text[], tree jsonb, bits bytea,
                    other uuid, secret text, hidden text, moment timestamp);
                select ledger.watch('odd.thing', '{id}', '{hidden}', '{secret}');
                insert into odd.thing (id, words) values (1, null), (2, ''), (3, 'plain'), (4, E'tab\\there, line\\nthere, return\\r, \\\\ and \\\\\\\\ "quoted"'),
                    (5, E'\\b\\f\\v\\x01\\x1f\\x7f'), (6, '中文 😀 \u2028 é'), (7, '\\N'), (8, '{"a": "b"}, [null]'), (9, 'null'), (10, '\\');
                update odd.thing set "two words" = words || '"', "引号" = words, secret = words, hidden = words;
                insert into odd.thing (id, exact) values (20, 0), (21, -0.00), (22, 1.50), (23, 1e30), (24, 1e-30), (25, 'NaN'), (26, 123456789012345678901234567890.123);
                insert into odd.thing (id, whole, truth) values (30, -1, true), (31, 32767, false);
                insert into odd.thing (id, at) values (40, '2026-03-02 08:52+08'), (41, '2026-03-02 08:52:00.123456+08'), (42, '2026-03-02 08:52:00.1Z'),
                    (43, 'infinity'), (44, '-infinity'), (47, '1900-01-01 00:00:00+08:05:43');
                insert into odd.thing (id, day, moment) values (50, '2026-03-02', '2026-03-02 08:52'), (51, 'infinity', '-infinity'), (52, '0044-03-15 BC', null);
                insert into odd.thing (id, span, near) values (60, '1 day 02:03', 0.1), (61, '-3 mons', 1e300), (62, '0', 'NaN'), (63, null, '-Infinity');
                insert into odd.thing (id, many, tree, bits) values (70, '{}', '{}', ''), (71, '{a,"b c",NULL,"\\"",\\\\}', '{"b": [1, {"a": null}], "a": "x\\\\y\\"z\\n, }"}', '\\xdeadbeef'),
                    (72, null, 'null', null), (73, null, '[]', null), (74, null, '", "', null), (75, null, '{"z": 1.50, "aa": 1e2}', null);
                insert into odd.thing (id, other) values (80, '00000000-0000-0000-0000-0000000000ff');
                update odd.thing set id = 100 where id = 3;
                delete from odd.thing where id = 6;
                create table odd.whole (like odd.thing);
                select ledger.watch('odd.whole', '{id}');
                insert into odd.whole select * from odd.thing;
                update odd.whole set words = words || '.', many = many || 'y z'::text""");
    }

    @Test
    void historyAndRowsMakeUpForEachOther() throws Exception {
        assertThat(differing()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"words = words || ' '", "exact = exact + 0.0", "truth = not truth",
            "at = at + interval '1 microsecond'",
            "day = day + 1", "span = span + interval '1 second'", "near = near + 1", "many = many || 'x'::text",
            "tree = tree || '[0]'", "bits = bits || '\\x00'", "secret = secret || '.'",
            "moment = moment + interval '1 hour'"})
    void aChangePastTheLedgerIsLeftOver(String change) throws Exception {
        past("update odd.thing set " + change);

        assertThat(differing()).containsExactly("odd.thing");
        assertThat(new LedgerVerifier(credentials.dataSource(DatabaseRole.VERIFY)).verify(Optional.empty()).first())
                .hasValueSatisfying(found -> assertThat(found.place()).startsWith("odd.thing "));
    }

    /** Two rows that exchange their values leave each sum of plain values as it was. */
    @Test
    void exchangedValuesAreLeftOver() throws Exception {
        past("update odd.thing a set whole = b.whole from odd.thing b where a.id in (30, 31) and b.id in (30, 31) and a.id <> b.id");

        assertThat(differing()).containsExactly("odd.thing");
    }

    /** Before images were kept as written, they had the form of a jsonb; a table may have both. */
    @Test
    void imagesOfBothFormsAreReadAlike() throws Exception {
        try (Connection superuser = TestServer.superuser(credentials);
                Statement statement = superuser.createStatement()) {
            statement.execute("alter table ledger.entry disable trigger all;"
                    + "update ledger.entry set new = new::jsonb::text::json, old = old::jsonb::text::json where tab = 'odd.whole' and n % 2 = 0 and row_key not in ('61')");
        }

        assertThat(differing()).isEmpty();
    }

    @Test
    void aColumnWithoutATraceMayChange() throws Exception {
        past("update odd.thing set hidden = 'x'");

        assertThat(differing()).isEmpty();
    }

    /** Years that are written otherwise in images than in rows cost a second look, no false finding. */
    @Test
    void distantYearsAreComparedByTheDatabase() throws Exception {
        write("insert into odd.thing (id, at) values (45, '0044-03-15 12:00Z BC'), (46, '12026-01-01Z')");

        assertThat(differing()).containsExactly("odd.thing");
        assertThat(new LedgerVerifier(credentials.dataSource(DatabaseRole.VERIFY)).verify(Optional.empty()).breaks())
                .isEmpty();
    }

    private Set<String> differing() throws SQLException, IOException {
        ImageSums sums = new ImageSums(SECRET);
        try (VerifierSession session = new VerifierSession(credentials.dataSource(DatabaseRole.VERIFY), null)) {
            for (WatchedTable table : WatchedTable.all(session.first())) {
                for (WatchedTable.Share share : table.shares(3)) {
                    new RowImages(share).read(session.first(), sums);
                }
            }
            new Interval(session.first(), session.second()).read(1, "0", END, sums::entry);
        }
        return sums.differing();
    }

    private void write(String sql) throws SQLException {
        try (Connection connection = TestServer.superuser(credentials);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select ledger.enter_system('system:demo', 'a test writes')");
            statement.execute(sql);
            connection.commit();
        }
    }

    private void past(String sql) throws SQLException {
        try (Connection superuser = TestServer.superuser(credentials);
                Statement statement = superuser.createStatement()) {
            statement.execute("alter table odd.thing disable trigger ledger_update;" + sql
                    + ";alter table odd.thing enable always trigger ledger_update");
        }
    }
}
