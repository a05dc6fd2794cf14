package org.stroma.app.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stroma.app.database.Credentials;
import org.stroma.app.database.Refusal;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.Records;
import org.stroma.app.testing.StromaTest;

/** Who may sign what, and what a signature binds. SR-001, SR-004, SR-010, SR-011, SR-012, SR-014, SR-006. */
@StromaTest
class SigningTests {
    @Autowired
    private Cast cast;
    @Autowired
    private Signing signing;
    @Autowired
    private Authorship authorship;
    @Autowired
    private Door door;
    @Autowired
    private Credentials credentials;

    private String id = "";
    private Actor operator;

    @BeforeEach
    void putARecordBeforeItsSigners() {
        id = "R-" + System.nanoTime();
        operator = cast.signIn("OP-1");
        put("{\"v\":\"1\"}");
    }

    private void put(String json) {
        Map<String, String> signers = new LinkedHashMap<>();
        signers.put("OPERATOR", "PERFORMED");
        signers.put("VERIFIER", "VERIFIED");
        Records.put(credentials, operator, "test", id, json, signers);
    }

    private Signing.Panel panel() {
        return signing.panel("test", id).orElseThrow();
    }

    @Test
    void twoPeopleSignTheSameBytesOnOneTablet() {
        signing.sign(operator, "test", id, cast.entry("OP-1", "OPERATOR", panel()));
        Signing.Panel done = signing.sign(operator, "test", id, cast.entry("VF-1", "VERIFIER", panel()));

        assertThat(done.complete()).isTrue();
        assertThat(done.slots()).extracting(slot -> slot.given().personCode()).containsExactly("OP-1", "VF-1");
        assertThat(done.slots()).allSatisfy(slot -> assertThat(slot.given().zone()).isEqualTo("Asia/Shanghai"));
    }

    @Test
    void onePersonCannotSignTwiceInTwoRoles() {
        Actor both = cast.signIn("OP-2");
        signing.sign(both, "test", id, cast.entry("OP-2", "OPERATOR", panel()));

        assertThatThrownBy(() -> signing.sign(both, "test", id, cast.entry("OP-2", "VERIFIER", panel())))
                .isInstanceOf(Refusal.class)
                .extracting("code").isEqualTo("ST018");
    }

    @Test
    void anUpdateVoidsTheSignaturesVisibly() {
        Signing.Panel shown = panel();
        signing.sign(operator, "test", id, cast.entry("OP-1", "OPERATOR", shown));
        put("{\"v\":\"2\"}");

        assertThat(panel().slots()).allSatisfy(slot -> assertThat(slot.given()).isNull());
        assertThatThrownBy(() -> signing.sign(operator, "test", id, cast.entry("VF-1", "VERIFIER", shown)))
                .extracting("code").isEqualTo("ST013");
    }

    @Test
    void theFirstSignatureOfASessionNeedsIdAndPassword() {
        Signing.Entry passwordOnly = new Signing.Entry(null, Cast.PASSWORD, null, "OPERATOR", panel().revision(),
                panel().sha256(), "done", null);

        assertThatThrownBy(() -> signing.sign(operator, "test", id, passwordOnly)).extracting("code")
                .isEqualTo("signing.both-components");
    }

    @Test
    void laterSignaturesOfTheSessionNeedThePasswordOnly() {
        signing.sign(operator, "test", id, cast.entry("OP-1", "OPERATOR", panel()));
        put("{\"v\":\"2\"}");
        Signing.Entry passwordOnly = new Signing.Entry(null, Cast.PASSWORD, null, "OPERATOR", panel().revision(),
                panel().sha256(), "done", null);

        assertThat(signing.sign(cast.refreshed(operator), "test", id, passwordOnly).slots().getFirst().given())
                .isNotNull();
    }

    @Test
    void aRoleThatThePersonDoesNotHoldCannotBeSigned() {
        assertThatThrownBy(() -> signing.sign(operator, "test", id, cast.entry("QA-1", "VERIFIER", panel())))
                .extracting("code").isEqualTo("ST015");
    }

    @Test
    void aWrongPasswordIsRefusedAndCounted() {
        Signing.Entry wrong = new Signing.Entry("vf-1", "wrong", null, "VERIFIER", panel().revision(), panel().sha256(),
                "done", null);

        assertThatThrownBy(() -> signing.sign(operator, "test", id, wrong)).extracting("code")
                .isEqualTo("signing.identity-refused");
        signing.sign(operator, "test", id, cast.entry("VF-1", "VERIFIER", panel()));
    }

    @Test
    void fiveFailuresLockTheAccount() {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> door.signIn("ps-1", "wrong", null, "TEST")).isInstanceOf(Refusal.class);
        }

        assertThatThrownBy(() -> door.signIn("ps-1", Cast.PASSWORD, null, "TEST")).extracting("code")
                .isEqualTo("sign-in.refused");
    }

    @Test
    void aPrivilegedAccountNeedsItsCodeAndEachCodeWorksOnce() {
        String code = cast.code("QH-1");

        assertThatThrownBy(() -> door.signIn("qh-1", Cast.PASSWORD, null, "TEST")).isInstanceOf(Refusal.class);
        door.signIn("qh-1", Cast.PASSWORD, code, "TEST");
        assertThatThrownBy(() -> door.signIn("qh-1", Cast.PASSWORD, code, "TEST")).isInstanceOf(Refusal.class);
    }

    @Test
    void nobodySignsWithAnotherPersonsProof() {
        Proof proof = door.prove(operator, "vf-1", Cast.PASSWORD, null);

        assertThatThrownBy(() -> authorship.write(operator, "borrowed proof", () -> {
            sql(proof);
            return true;
        })).extracting("code").isEqualTo("ST012");
    }

    @Autowired
    private org.springframework.jdbc.core.simple.JdbcClient jdbc;

    private void sql(Proof proof) {
        jdbc.sql("select people.sign(?, 'test', ?, 1, ?, 'VERIFIER', 'x', null)").param(proof.ceremony()).param(id)
                .param(java.util.HexFormat.of().parseHex(panel().sha256())).query(Long.class).single();
    }

    @Test
    void twoSignersAtTheSameInstantBothCountOnce() throws Exception {
        CyclicBarrier together = new CyclicBarrier(4);
        Signing.Panel shown = panel();
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Callable<Boolean>> attempts = Stream
                    .of("OP-1:OPERATOR", "OP-2:OPERATOR", "VF-1:VERIFIER", "OP-2:VERIFIER")
                    .map(who -> (Callable<Boolean>) () -> {
                        together.await();
                        try {
                            String[] parts = who.split(":");
                            signing.sign(operator, "test", id, cast.entry(parts[0], parts[1], shown));
                            return true;
                        } catch (RuntimeException refused) {
                            return false;
                        }
                    }).toList();
            long done = pool.invokeAll(attempts).stream().filter(future -> {
                try {
                    return future.get();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }).count();

            assertThat(done).isEqualTo(2);
        }
        assertThat(panel().complete()).isTrue();
    }

    @Test
    void aSessionThatEndedWritesNothing() {
        Actor gone = cast.signIn("OP-1");
        door.signOut(gone.token());

        assertThatThrownBy(() -> authorship.write(gone, "after signing out", () -> true)).extracting("code")
                .isEqualTo("ST010");
    }
}
