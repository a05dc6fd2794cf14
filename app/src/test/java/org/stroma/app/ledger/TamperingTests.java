package org.stroma.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stroma.app.ledger.Verification.Kind.BLOCK_CONTENT;
import static org.stroma.app.ledger.Verification.Kind.CAPTURE;
import static org.stroma.app.ledger.Verification.Kind.CHAIN;
import static org.stroma.app.ledger.Verification.Kind.ROW;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stroma.app.database.Credentials;
import org.stroma.app.database.DatabaseRole;
import org.stroma.app.testing.TestServer;

/**
 * An owner who switches triggers off, changes something, and leaves every trigger as it was: each kind is found by what it did to
 * the record, and the first broken place is named. SR-021.
 */
class TamperingTests {
    private static final String TRIGGERS = """
            select format('alter table %s %s trigger %I', tgrelid::regclass, case tgenabled when 'A' then 'enable always' else 'enable' end, tgname)
              from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
             where not tgisinternal and n.nspname in ('ledger', 'people')""";
    private static final String OFF = """
            select format('alter table %s disable trigger all', c.oid::regclass) from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind = 'r' and n.nspname in ('ledger', 'people')""";
    /** The first transaction of a block, and the only one of the second. */
    private static final String OF_BLOCK = "(select min(t.xid) from ledger.tx t join ledger.block b on t.xid >= b.lo and t.xid < b.hi where b.n = %d)";

    private final Credentials credentials = TestServer.fresh();

    /**
     * A kind of tampering.
     *
     * @param place the first broken place, as an expression
     */
    record Tampering(String name, String sql, Verification.Kind kind, long block, String place) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Tampering inBlock(int block, String name, String sql) {
        return new Tampering(name, sql, BLOCK_CONTENT, block, "transactions \\d+ to \\d+");
    }

    private static Tampering inChain(int block, String name, String sql) {
        return new Tampering(name, sql, CHAIN, block, "block " + block);
    }

    private static Tampering ofRow(String place, String name, String sql) {
        return new Tampering(name, sql, ROW, -1, place);
    }

    private static String entry(String change, int person) {
        return "update ledger.entry set %s where tab = 'people.person' and row_key = '%d' and op = 'I'".formatted(
                change,
                person);
    }

    private static String tx(String change, int block) {
        return "update ledger.tx set %s where xid = ".formatted(change) + OF_BLOCK.formatted(block);
    }

    static Stream<Tampering> entries() {
        return Stream.of(
                inBlock(2, "the image after is edited",
                        entry("new = (new::jsonb || '{\"full_name\": \"Other\"}')::json", 3)),
                inBlock(3, "the image before is edited",
                        "update ledger.entry set old = (old::jsonb || '{\"full_name\": \"Other\"}')::json where tab = 'people.person' and op = 'U'"),
                inBlock(2, "a field of an image is taken out", entry("new = (new::jsonb - 'active')::json", 3)),
                inBlock(2, "an entry is deleted",
                        "delete from ledger.entry where tab = 'people.person' and row_key = '20'"),
                inBlock(2, "an entry is inserted into a sealed transaction",
                        "insert into ledger.entry (epoch, xid, tab, row_key, op, new) values (1, "
                                + OF_BLOCK.formatted(2) + ", 'people.person', '99', 'I', '{}')"),
                inBlock(2, "an entry is said to be of another row", entry("row_key = '77'", 8)),
                inBlock(2, "an entry is said to be of another table", entry("tab = 'people.persona'", 8)),
                inBlock(2, "an insert is said to be an update", entry("op = 'U', old = new", 8)),
                inBlock(2, "two entries change places",
                        """
                                alter table ledger.entry alter column n drop identity;
                                update ledger.entry e set n = 1000000 + (21 - row_key::int) where tab = 'people.person' and op = 'I';
                                alter table ledger.entry alter column n add generated always as identity (start with 2000000)"""),
                inBlock(2, "an entry moves to a later transaction", entry("xid = " + OF_BLOCK.formatted(3), 8)),
                inBlock(1, "an entry moves to an earlier transaction", entry("xid = " + OF_BLOCK.formatted(1), 8)),
                inBlock(2, "an entry moves to another life of the database", entry("epoch = 9", 8)));
    }

    static Stream<Tampering> transactions() {
        return Stream.of(inBlock(2, "another author", tx("author = 'SOMEBODY'", 2)),
                inBlock(2, "another account", tx("account = 'somebody'", 2)),
                inBlock(2, "another reason", tx("reason = 'another reason'", 2)),
                inBlock(2, "another origin", tx("origin = 'API 10.0.0.1'", 2)),
                inBlock(2, "an earlier plant time", tx("plant_at = plant_at - interval '1 second'", 2)),
                inBlock(2, "an earlier real time", tx("recorded_at = recorded_at - interval '1 second'", 2)),
                new Tampering("no transaction at all", "delete from ledger.tx where xid = " + OF_BLOCK.formatted(2),
                        BLOCK_CONTENT, 2, "transaction \\d+"),
                inBlock(1, "a transaction between two", """
                        insert into ledger.tx (epoch, xid, author, reason, origin, plant_at)
                        values (1, '1', 'SOMEBODY', 'never happened', 'UI', now())"""),
                inBlock(1, "a transaction gets another number", """
                        update ledger.entry set xid = '1' where xid = %1$s;
                        update ledger.tx set xid = '1' where xid = %1$s""".formatted(OF_BLOCK.formatted(1))));
    }

    static Stream<Tampering> blocks() {
        return Stream.of(
                new Tampering("another root", "update ledger.block set root = sha256('x') where n = 2", BLOCK_CONTENT,
                        2,
                        "transactions \\d+ to \\d+"),
                inChain(2, "another predecessor", "update ledger.block set prev = sha256('x') where n = 2"),
                inChain(2, "another hash", "update ledger.block set hash = sha256('x') where n = 2"),
                new Tampering("another count", "update ledger.block set entries = entries + 1 where n = 2",
                        BLOCK_CONTENT, 2, "transactions \\d+ to \\d+"),
                inChain(2, "another time",
                        "update ledger.block set sealed_at = sealed_at - interval '1 second' where n = 2"),
                inBlock(2, "an earlier beginning", "update ledger.block set lo = '0' where n = 2"),
                inBlock(2, "an earlier end",
                        "update ledger.block set hi = (lo::text::bigint + 1)::text::xid8 where n = 2"),
                inChain(3, "one is taken out", "delete from ledger.block where n = 2"),
                inChain(2, "the first is taken out", "delete from ledger.block where n = 1"),
                inChain(101, "they are counted from elsewhere", "update ledger.block set n = n + 100"),
                inChain(2, "two change places",
                        "update ledger.block set n = case n when 2 then -3 else -2 end where n in (2, 3);"
                                + "update ledger.block set n = -n where n < 0"),
                inBlock(2, "one is said to be of another life", "update ledger.block set epoch = 2 where n = 2"),
                inBlock(4, "one is added",
                        """
                                insert into ledger.block select 4, epoch, hi, (hi::text::bigint + 1)::text::xid8, 0, sha256('x'), hash, sha256('y'), now()
                                  from ledger.block where n = 3"""),
                inChain(1, "the demonstration is said to be production", "update ledger.epoch set kind = 'production'"),
                inChain(1, "the plant is said to be elsewhere", "update ledger.epoch set zone = 'UTC'"));
    }

    static Stream<Tampering> rows() {
        return Stream.of(
                ofRow("people.person 3", "a row is edited",
                        "update people.person set full_name = 'Other' where id = 3"),
                ofRow("people.person 3", "a row is edited back to what it was",
                        "update people.person set full_name = 'Person 3' where id = 3"),
                ofRow("people.person 20", "a row is deleted", "delete from people.person where id = 20"),
                ofRow("people.person 21", "a row is inserted",
                        "insert into people.person (code, full_name, organisation) values ('GHOST', 'Ghost', 1)"),
                ofRow("people.person \\d+", "two rows change names",
                        "update people.person p set full_name = (select full_name from people.person where id = 9 - p.id) where id in (4, 5)"),
                ofRow("people.person 5", "a row points elsewhere",
                        "update people.person set organisation = 2 where id = 5"),
                ofRow("people.role QP_MFG", "a privileged role needs no second factor",
                        "update people.role set needs_second_factor = false where code = 'QP_MFG'"),
                ofRow("people.forbidden_pair .*", "duties are no longer apart",
                        "delete from people.forbidden_pair where role_a = 'ANALYST'"),
                ofRow("people.person .*", "a column is said to leave no trace",
                        "update ledger.watched set never = '{full_name}' where tab = 'people.person'; update people.person set full_name = 'Other'"),
                ofRow("people.person .*", "a column is said to leave its hash only",
                        "update ledger.watched set digest = '{full_name}' where tab = 'people.person'"));
    }

    @ParameterizedTest
    @MethodSource({"entries", "transactions", "blocks", "rows"})
    void isFoundAndNamedThoughEveryTriggerIsBack(Tampering tampering) throws Exception {
        writeSomething();
        try (Connection superuser = TestServer.superuser(credentials);
                Statement statement = superuser.createStatement()) {
            List<String> back = all(statement, TRIGGERS);
            for (String off : all(statement, OFF)) {
                statement.execute(off);
            }
            statement.execute(tampering.sql());
            for (String trigger : back) {
                statement.execute(trigger);
            }
        }
        Verification.Break first = verify().first().orElseThrow();

        assertThat(first.kind()).as(first.toString()).isEqualTo(tampering.kind());
        assertThat(first.place()).matches(tampering.place());
        if (tampering.block() >= 0) {
            assertThat(first.block()).as(first.toString()).isEqualTo(tampering.block());
        }
        assertThat(verify().breaks())
                .noneMatch(each -> each.kind() == CAPTURE && each.finding().contains("switched off"));
    }

    static Stream<String> captures() {
        return Stream.of("drop trigger ledger_update on people.person",
                "alter table people.person disable trigger ledger_insert",
                "alter table people.person enable trigger ledger_delete",
                "alter table people.person enable replica trigger ledger_truncate",
                "delete from ledger.watched where tab = 'people.person'",
                "alter table people.person add column nickname text default 'nobody'",
                "alter table people.person rename to persona");
    }

    @ParameterizedTest
    @MethodSource("captures")
    void aTableThatIsNoLongerCapturedIsNamed(String sql) throws Exception {
        writeSomething();
        try (Connection superuser = TestServer.superuser(credentials);
                Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        }

        assertThat(verify().breaks()).anyMatch(each -> each.place().startsWith("people.person"));
    }

    /** No block seals what is captured under a life that the database never had. */
    @Test
    void anotherEpochThanTheLastIsFound() throws Exception {
        writeSomething();
        try (Connection superuser = TestServer.superuser(credentials);
                Statement statement = superuser.createStatement()) {
            statement.execute(
                    "create or replace function ledger.current_epoch() returns integer language sql stable return 9");
        }
        as("update people.person set full_name = 'Person 4 married' where id = 4");

        assertThat(verify().breaks()).anyMatch(each -> each.place().equals("epoch 9"));
    }

    @Test
    void nothingIsFoundWhereNothingWasDone() throws Exception {
        writeSomething();

        assertThat(verify().breaks()).isEmpty();
        assertThat(verify().blocks()).isEqualTo(3);
        assertThat(verify().unsealed()).isZero();
    }

    private Verification verify() throws SQLException {
        return new LedgerVerifier(credentials.dataSource(DatabaseRole.VERIFY)).verify(Optional.empty());
    }

    /** Three blocks: two organisations, twenty people, and a person who changed her name. */
    private void writeSomething() throws Exception {
        Sealer sealer = new Sealer(credentials.dataSource(DatabaseRole.SYSTEM));
        as("insert into people.organisation (code, name_zh, name_en, kind) values ('ORG-1', '一', 'One', 'MAKER'), ('ORG-2', '二', 'Two', 'HOSPITAL')");
        sealer.seal();
        as("insert into people.person (code, full_name, organisation) select 'P-' || n, 'Person ' || n, 1 from generate_series(1, 20) n");
        sealer.seal();
        as("update people.person set full_name = 'Person 3 married' where id = 3");
        sealer.seal();
    }

    private void as(String sql) throws SQLException {
        try (Connection owner = TestServer.superuser(credentials); Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("select ledger.enter_system('system:demo', 'a test writes')");
            statement.execute(sql);
            owner.commit();
        }
    }

    private static List<String> all(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }
}
