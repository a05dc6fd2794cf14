package org.stroma.app.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;

/**
 * Every function of the owner that the application's role may call, and what each looks at before it writes. A function that a later migration grants
 * is missing in {@code doors.tsv} until somebody has said so there. SR-003, SR-006.
 */
@StromaTest
class DoorsTests {
    /** Signature, whether it can write, and a call with nothing in it. */
    private static final String GRANTED = """
            select p.oid::regprocedure::text as signature, p.provolatile = 'v' as writes,
                   'select ' || p.oid::regproc::text || '(' || coalesce((select string_agg('null::' || format_type(t, null), ', ' order by n)
                       from unnest(p.proargtypes::oid[]) with ordinality a(t, n)), '') || ')' as call
              from pg_proc p join pg_namespace n on n.oid = p.pronamespace
             where p.prosecdef and has_function_privilege('stroma_app', p.oid, 'EXECUTE') and n.nspname = any (:ours) order by 1""";

    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private Authorship authorship;
    @Autowired
    private Cast cast;

    private record Granted(String signature, boolean writes, String call) {}

    /**
     * What is said of a function.
     *
     * @param nobody how it answers without an author; - where it needs none
     * @param inspector how it answers one whose roles only read
     */
    private record Explained(String signature, String looksAt, String nobody, String inspector) {}

    private List<Granted> granted() {
        return jdbc.sql(GRANTED).param("ours", Migrations.modules().toArray(String[]::new)).query(
                (row, _) -> new Granted(row.getString("signature"), row.getBoolean("writes"), row.getString("call")))
                .list();
    }

    private static Map<String, Explained> explained() {
        try (InputStream in = DoorsTests.class.getResourceAsStream("/database/doors.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> line.split("\t"))
                    .map(cells -> new Explained(cells[0], cells[1], cells.length > 2 ? cells[2] : "-",
                            cells.length > 3 ? cells[3] : "-"))
                    .collect(Collectors.toMap(Explained::signature, each -> each, (one, _) -> one, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyFunctionIsExplained() {
        assertThat(granted().stream().map(Granted::signature).toList())
                .containsExactlyInAnyOrderElementsOf(explained().keySet());
    }

    /** One that is declared to read is not able to write: PostgreSQL refuses it a statement that does. */
    @Test
    void whatReadsCannotWrite() {
        Map<String, Explained> explained = explained();

        assertThat(granted()).allSatisfy(each -> assertThat(each.writes()).as(each.signature())
                .isEqualTo(!explained.get(each.signature()).looksAt().startsWith("reads")));
    }

    @Test
    void withoutAnAuthorNothingIsWritten() {
        List<String> wrong = new ArrayList<>();
        Map<String, Explained> explained = explained();
        granted().stream().filter(Granted::writes).forEach(each -> {
            String answer = answer(() -> jdbc.sql(each.call()).query((_, _) -> true).list());
            if (!answer.equals(explained.get(each.signature()).nobody())) {
                wrong.add(each.signature() + "\t" + answer);
            }
        });

        assertThat(wrong).isEmpty();
    }

    @Test
    void whoOnlyReadsWritesNothing() {
        List<String> wrong = new ArrayList<>();
        Map<String, Explained> explained = explained();
        Actor inspector = cast.signIn("INS-1");
        granted().stream().filter(Granted::writes).forEach(each -> {
            String answer = answer(() -> authorship.write(inspector, "an attack in a test",
                    () -> jdbc.sql(each.call()).query((_, _) -> true).list()));
            if (!answer.equals(explained.get(each.signature()).inspector())) {
                wrong.add(each.signature() + "\t" + answer);
            }
        });

        assertThat(wrong).isEmpty();
    }

    /** The code of the refusal, the state of another failure of the database, or - when nothing was refused. */
    private static String answer(Runnable call) {
        try {
            call.run();
            return "-";
        } catch (RuntimeException failure) {
            Refusal refusal = Refusal.find(failure);
            if (refusal != null) {
                return refusal.code();
            }
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof java.sql.SQLException sql) {
                    return String.valueOf(sql.getSQLState());
                }
            }
            throw failure;
        }
    }
}
