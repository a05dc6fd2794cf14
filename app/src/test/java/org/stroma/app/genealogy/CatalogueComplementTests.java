package org.stroma.app.genealogy;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stroma.app.database.Credentials;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.TestServer;

/**
 * Everything that the catalogue does not know is refused by SQL as the application's role: each operation is tried, by someone
 * whose role it is, on a unit of its ports' types in every state that they do not name, on one of every other type, and on what
 * it takes towards every state where it may not lead. One transaction for each role, taken back at its end.
 */
@StromaTest
class CatalogueComplementTests {
    /** Units in every state, put there past the door. */
    private static final String UNITS = """
            insert into genealogy.unit (code, type, port, state, quantity, remaining, measure, holder, made_by)
            select 'ZZ-' || s.unit_type || '-' || s.code, s.unit_type, 'x', s.code, 1, case when s.spent then 0 else 1 end, '1',
                   (select o.code from people.person p join people.organisation o on o.id = p.organisation where p.code = '%s'), 0
              from genealogy.state s""";
    /** That role may not even make a temporary table; it is given one to write down what happened. */
    private static final String REFUSED = """
            create temp table refused (operation text, port text, unit_type text, state text, code text) on commit drop;
            grant select, insert on refused to stroma_app""";
    private static final String ATTACK = """
            do $$
            declare c record; v_code text;
            begin
                for c in select distinct o.code as operation, p.port, s.unit_type, s.code as state
                           from genealogy.operation_type o join genealogy.port p on p.operation = o.code and p.direction = 'IN' cross join genealogy.state s
                          where o.roles[1] = '%1$s' and not exists (select from genealogy.port x where x.operation = o.code and x.direction = 'IN' and x.port = p.port
                                and x.unit_type = s.unit_type and x.from_state = s.code)
                            and (s.unit_type = p.unit_type or s.code = (select min(f.code) from genealogy.state f where f.unit_type = s.unit_type))
                loop
                    begin
                        perform genealogy.perform(jsonb_build_object('type', c.operation, 'started_at', ledger.plant_now(), 'ended_at', ledger.plant_now(),
                            'inputs', jsonb_build_array(jsonb_build_object('code', 'ZZ-' || c.unit_type || '-' || c.state, 'port', c.port))));
                        v_code := 'ACCEPTED';
                    exception when others then
                        v_code := sqlstate;
                    end;
                    insert into refused values (c.operation, c.port, c.unit_type, c.state, v_code);
                end loop;
                -- A known input that would end in a state, or make a unit, that its port does not name.
                for c in select p.operation, p.port, p.unit_type, p.from_state as state, s.code as other
                           from genealogy.operation_type o join genealogy.port p on p.operation = o.code and p.direction = 'IN'
                           join genealogy.state s on s.unit_type = p.unit_type
                          where o.roles[1] = '%1$s' and not exists (select from genealogy.port x where x.operation = p.operation and x.direction = 'IN' and x.port = p.port
                                and x.unit_type = p.unit_type and x.from_state = p.from_state and x.to_state = s.code)
                loop
                    begin
                        perform genealogy.perform(jsonb_build_object('type', c.operation, 'started_at', ledger.plant_now(), 'ended_at', ledger.plant_now(),
                            'inputs', jsonb_build_array(jsonb_build_object('code', 'ZZ-' || c.unit_type || '-' || c.state, 'port', c.port, 'to', c.other))));
                        v_code := 'ACCEPTED';
                    exception when others then
                        v_code := sqlstate;
                    end;
                    insert into refused values (c.operation, c.port, c.unit_type, c.state || '>' || c.other, v_code);
                end loop;
            end $$""";
    private static final String OUTCOME = "select code || ' ' || count(*) || ' ' || min(operation || ' ' || unit_type || ' ' || state) from refused group by code order by 1";

    @Autowired
    private Credentials credentials;
    @Autowired
    private Cast cast;

    @Test
    void everyTripleOutsideOfTheCatalogueIsRefused() throws SQLException {
        List<String> outcomes = new ArrayList<>();
        for (String[] each : List.of(new String[]{"COLLECTOR", "COL-1"}, new String[]{"WAREHOUSE", "WH-1"},
                new String[]{"OPERATOR", "OP-1"}, new String[]{"ANALYST", "AN-1"},
                new String[]{"PRODUCTION_HEAD", "PH-1"}, new String[]{"LOGISTICS", "LG-1"},
                new String[]{"HOSP_RECEIVER", "HR-1"}, new String[]{"HOSP_PREPARER", "HP-1"},
                new String[]{"NURSE", "NU-1"})) {
            outcomes.addAll(attack(each[0], each[1]));
        }

        assertThat(outcomes).isNotEmpty().allMatch(outcome -> outcome.startsWith("ST031 "));
        assertThat(outcomes.stream().mapToInt(outcome -> Integer.parseInt(outcome.split(" ")[1])).sum())
                .isGreaterThan(3_000);
    }

    private List<String> attack(String role, String person) throws SQLException {
        String token = cast.signIn(person).token();
        try (Connection superuser = TestServer.superuser(credentials);
                Statement statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            statement.execute("select people.enter('" + token + "', 'an attack on the catalogue', 'TEST 127.0.0.1')");
            statement.execute("set local session_replication_role = replica");
            statement.execute(UNITS.formatted(person));
            statement.execute("set local session_replication_role = origin");
            statement.execute(REFUSED);
            statement.execute("set local role stroma_app");
            statement.execute(ATTACK.formatted(role));
            List<String> outcomes = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(OUTCOME)) {
                while (rows.next()) {
                    outcomes.add(rows.getString(1));
                }
            }
            superuser.rollback();
            return outcomes;
        }
    }
}
