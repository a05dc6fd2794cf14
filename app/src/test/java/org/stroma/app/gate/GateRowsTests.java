package org.stroma.app.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.testing.StromaTest;

/** The gates of the files, as the database checks them. SR-040. */
@StromaTest
class GateRowsTests {
    @Autowired
    private JdbcClient jdbc;

    @Test
    void everyOutcomeThatOpensSomethingHasSigners() {
        assertThat(jdbc.sql(
                "select o.gate || ' ' || o.code from gate.outcome o where not exists (select from gate.signer s where s.gate = o.gate and s.outcome = o.code)")
                .query(String.class).list()).isEmpty();
    }

    @Test
    void noOutcomeOpensTheDoorOnAFailedVerdict() {
        assertThat(jdbc.sql(
                "select gate || ' ' || code from gate.outcome where clearance in ('FULL', 'BOUNDED') and 'FAIL' = any (allowed)")
                .query(String.class).list()).isEmpty();
    }

    @Test
    void everyTransitionBelongsToAnOutcome() {
        assertThat(jdbc.sql(
                "select t.gate || ' ' || t.outcome from genealogy.gate_transition t where not exists (select from gate.outcome o where o.gate = t.gate and o.code = t.outcome)")
                .query(String.class).list()).isEmpty();
    }
}
