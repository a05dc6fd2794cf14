package org.stroma.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.stroma.app.bank.Withdrawals;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.testing.Client;
import org.stroma.app.testing.Statements;

/**
 * Every gate page of the campaign asks the database at most eight questions (design, numbers to hold): with a proposal that waits
 * and without, for every house that sees it, and however many holds stand above the unit.
 */
class GatePageStatementsTests {
    private static final int MOST = 8;
    /** One of each house that sees any of the pages. */
    private static final List<String> READERS = List.of("QA-1", "QAM-1", "HR-1", "COL-1");
    /** What was judged, and a container at G10, which the campaign does not reach. */
    private static final String JUDGED = """
            select d.gate, u.code from gate.decision d join genealogy.unit u on u.id = d.unit where d.gate <> 'G3' group by d.gate, u.code
            union all
            (select 'G3', min(u.code) from gate.decision d join genealogy.unit u on u.id = d.unit where d.gate = 'G3' group by u.type)
            union all
            (select 'G10', min(u.code) from genealogy.unit u where u.type = 'CONTAINER' group by u.holder)""";
    private static final String AUTHOR = "select ledger.enter_system('system:demo', 'statements of gate pages counted')";
    private static final String REOPEN = """
            update gate.decision set state = 'OPEN'
             where id in (select max(id) from gate.decision where state = 'SIGNED' and gate <> 'G4b' group by unit, gate) returning id""";
    private static final String SIGN_AGAIN = "update gate.decision set state = 'SIGNED' where id = any (?)";
    /** A stop on everything that the lot descends from, vials, vessels and materials too. */
    private static final String STOP = """
            insert into genealogy.hold (unit, kind, cause, reference, reason, placed_by, placed_at)
            select a.unit, 'STOP', 'MANUAL', 'COUNTED', 'stands here to be counted', 'system:demo', now()
              from genealogy.ancestors(array(select id from genealogy.unit where code = ?)) a returning id""";
    private static final String GO = "update genealogy.hold set closed_by = 'system:demo', closed_at = now(), close_reason = 'counted' where id = any (?)";

    private final World world = World.get();

    /** A page of a gate and who reads it. */
    private record Page(String gate, String unit, String reader) implements Comparable<Page> {
        String path() {
            return "/gate/" + gate + "/" + unit;
        }

        @Override
        public int compareTo(Page other) {
            return toString().compareTo(other.toString());
        }
    }

    @Test
    void asksAtMostEightQuestions() throws SQLException {
        List<Page> pages = pages();

        Map<Page, Integer> plain = count(pages);

        print("decided", plain);
        assertThat(plain.keySet()).extracting(Page::gate).contains("G1", "G2", "G3", "G4", "G4b", "G6a", "G6b", "G8a",
                "G8b", "G9", "G10");
        assertThat(plain.keySet()).extracting(Page::reader).containsAll(READERS);
        assertThat(plain.values()).allMatch(count -> count <= MOST);
    }

    @Test
    void asksNoMoreForAProposalThatWaits() throws SQLException {
        List<Page> pages = pages();
        Map<Page, Integer> plain = count(pages);

        Map<Page, Integer> waiting;
        List<Long> reopened = change(REOPEN);
        try {
            waiting = count(pages);
        } finally {
            signAgain(reopened);
        }

        print("with a proposal", waiting);
        assertThat(reopened).hasSizeGreaterThan(20);
        assertThat(waiting).isEqualTo(plain);
    }

    @Test
    void asksNoMoreForHoldsUpstream() throws SQLException {
        List<Page> pages = pages();
        Map<Page, Integer> plain = count(pages);

        Map<Page, Integer> stopped;
        List<Long> holds = change(STOP, CultureAct.LOT);
        try {
            stopped = count(pages);
        } finally {
            change(GO, holds);
        }

        print("below " + holds.size() + " holds", stopped);
        assertThat(holds).hasSizeGreaterThan(50);
        assertThat(stopped).isEqualTo(plain);
    }

    @Test
    void asksNoMoreForAWithdrawalThatWaits() throws SQLException {
        Withdrawals withdrawals = world.the(Withdrawals.class);
        Gates gates = world.the(Gates.class);
        Actor head = world.plant.as("PH-1");
        String vial = world.the(Units.class).members(CultureAct.MCB).stream()
                .filter(unit -> unit.state().equals("AVAILABLE")).findFirst().orElseThrow().code();
        long request = withdrawals.request(head, new Withdrawals.Request(CultureAct.MCB, List.of(vial), "counted",
                "room 1", "OP-1", "OP-2", world.plant.now().plus(Duration.ofDays(1))));
        long decision = gates.propose(head, "G4b", CultureAct.MCB, new Gates.Proposal("REFUSED", "counted", null));

        Map<Page, Integer> waiting = count(List.of(new Page("G4b", CultureAct.MCB, "QA-1")));
        gates.withdraw(head, decision, "counted");
        withdrawals.cancel(head, request, "counted");

        print("with a request and a proposal", waiting);
        assertThat(waiting.values()).hasSize(1).allMatch(count -> count <= MOST);
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

    /** How many statements each page asks of those that its reader sees. */
    private Map<Page, Integer> count(List<Page> pages) throws SQLException {
        Map<Page, Integer> counts = new TreeMap<>();
        try (Connection superuser = world.superuser()) {
            for (Page page : pages) {
                Client client = Client.of(world.port(), world.plant.as(page.reader()).token());
                // The first reading also fetches the content of standards, which is kept by its digest.
                if (client.get(page.path()).status() == 200) {
                    counts.put(page, Statements.of(superuser, () -> client.get(page.path())).statements().size());
                }
            }
        }
        return counts;
    }

    private static void print(String what, Map<Page, Integer> counts) {
        Map<String, Integer> most = new TreeMap<>();
        counts.forEach((page, count) -> most.merge(page.gate(), count, Math::max));
        System.out.println("statements of gate pages, " + what + ": " + most);
    }

    /** The review of the lot's audit trail is out of date by what came since, which is not what is counted here. */
    private void signAgain(List<Long> reopened) throws SQLException {
        try (Connection superuser = world.superuser(); Statement statement = superuser.createStatement()) {
            statement.execute("alter table gate.decision disable trigger rests_on_a_current_review");
            try {
                change(SIGN_AGAIN, reopened);
            } finally {
                statement.execute("alter table gate.decision enable always trigger rests_on_a_current_review");
            }
        }
    }

    /** Changes rows past every service, as the system's author. */
    private List<Long> change(String sql, Object... parameters) throws SQLException {
        try (Connection superuser = world.superuser();
                Statement author = superuser.createStatement();
                PreparedStatement statement = superuser.prepareStatement(sql)) {
            superuser.setAutoCommit(false);
            author.execute(AUTHOR);
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i] instanceof List<?> ids
                        ? array(superuser, ids)
                        : parameters[i]);
            }
            List<Long> changed = new ArrayList<>();
            if (statement.execute()) {
                try (ResultSet row = statement.getResultSet()) {
                    while (row.next()) {
                        changed.add(row.getLong(1));
                    }
                }
            }
            superuser.commit();
            return changed;
        }
    }

    private static Array array(Connection connection, List<?> ids) throws SQLException {
        return connection.createArrayOf("bigint", ids.toArray());
    }
}
