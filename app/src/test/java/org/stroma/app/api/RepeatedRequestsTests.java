package org.stroma.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.donor.DonorStage;
import org.stroma.app.quality.Deviations;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.Client;
import org.stroma.app.testing.StromaTest;

/** A request that is sent again is done once. */
@StromaTest
class RepeatedRequestsTests {
    private static final String PATH = "/api/v1/deviations";

    @LocalServerPort
    private int port;
    @Autowired
    private Cast cast;
    @Autowired
    private ApplicationContext context;
    @Autowired
    private Deviations deviations;
    @Autowired
    private JdbcClient jdbc;

    private String key = "";
    private String unit = "";
    private Client operator;

    @BeforeEach
    void takeAFreshKeyAndAUnit() {
        key = UUID.randomUUID().toString();
        unit = DonorStage.of(context).complete().donor();
        operator = Client.of(port, cast.signIn("OP-1").token());
    }

    private Map<String, Object> report(String what) {
        return Map.of("unit", unit, "severity", "MINOR", "description", what, "stops", false);
    }

    private long reported() {
        return deviations.list(null).stream().filter(each -> each.unit().equals(unit)).count();
    }

    @Test
    void theSameRequestIsAnsweredAgainAndDoneOnce() {
        Client.Answer first = operator.with("Idempotency-Key", key).post(PATH, report("spilled"));
        Client.Answer second = operator.with("Idempotency-Key", key).post(PATH, report("spilled"));

        assertThat(first.status()).as(first.response().body()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.response().body()).isEqualTo(first.response().body());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(reported()).isEqualTo(1);
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefused() {
        operator.with("Idempotency-Key", key).post(PATH, report("spilled"));
        Client.Answer other = operator.with("Idempotency-Key", key).post(PATH, report("broken"));

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().get("code").stringValue()).isEqualTo("idempotency.reused");
        assertThat(reported()).isEqualTo(1);
    }

    @Test
    void aKeyBelongsToItsAccount() {
        operator.with("Idempotency-Key", key).post(PATH, report("spilled"));
        Client other = Client.of(port, cast.signIn("VF-1").token()).with("Idempotency-Key", key);

        assertThat(other.post(PATH, report("spilled")).status()).isEqualTo(201);
        assertThat(reported()).isEqualTo(2);
    }

    @Test
    void aRefusalIsRememberedAsWell() {
        Map<String, Object> nowhere = Map.of("unit", "NO-SUCH", "severity", "MINOR", "description", "spilled", "stops",
                false);
        Client.Answer first = operator.with("Idempotency-Key", key).post(PATH, nowhere);
        Client.Answer second = operator.with("Idempotency-Key", key).post(PATH, nowhere);

        assertThat(first.status()).isBetween(400, 499);
        assertThat(second.status()).isEqualTo(first.status());
        assertThat(second.response().body()).isEqualTo(first.response().body());
    }

    @Test
    void whoMayNotAskUsesNoKeyUp() {
        Client warehouse = Client.of(port, cast.signIn("INS-1").token()).with("Idempotency-Key", key);

        assertThat(warehouse.post(PATH, report("spilled")).status()).isEqualTo(403);
        assertThat(
                jdbc.sql("select count(*) from shell.idempotency where key_digest = sha256(convert_to(:key, 'UTF8'))")
                        .param("key", key).query(Integer.class).single())
                .isZero();
    }

    @Test
    void ofManyAtTheSameTimeOneIsDone() throws Exception {
        int many = 8;
        CyclicBarrier together = new CyclicBarrier(many);
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(many)) {
            List<Future<Client.Answer>> answers = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                answers.add(pool.submit(() -> {
                    together.await();
                    return operator.with("Idempotency-Key", key).post(PATH, report("spilled"));
                }));
            }
            for (Future<Client.Answer> answer : answers) {
                statuses.add(answer.get().status());
            }
        }

        assertThat(statuses).contains(201).allMatch(status -> status == 201 || status == 409);
        assertThat(reported()).isEqualTo(1);
    }

    @Test
    void anInterruptedRequestIsNeverDoneTwice() {
        operator.with("Idempotency-Key", key).post(PATH, report("spilled"));
        jdbc.sql("delete from shell.idempotency where key_digest = sha256(convert_to(:key, 'UTF8'))").param("key", key)
                .update();
        String mac = "sha256(convert_to(:key, 'UTF8'))";
        jdbc.sql("insert into shell.idempotency (account, key_digest, request_mac) select id, " + mac + ", " + mac
                + " from people.account where login = 'op-1'").param("key", key).update();

        assertThat(operator.with("Idempotency-Key", key).post(PATH, report("spilled")).status()).isEqualTo(409);
        assertThat(reported()).isEqualTo(1);
    }

    @Test
    void aSecretIsShownOnceAlsoToTheSameRequest() {
        Client administrator = Client.of(port, cast.signIn("ADM-1").token()).with("Idempotency-Key", key);
        Map<String, Object> fresh = Map.of("person", Map.of("code", "IK-1", "fullName", "Sun Li", "organisation",
                "MAKER-1", "login", "ik-1", "roles", List.of()), "reason", "new colleague");
        String password = administrator.post("/api/v1/persons", fresh).json().get("password").stringValue();
        Client.Answer again = administrator.post("/api/v1/persons", fresh);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().get("code").stringValue()).isEqualTo("idempotency.shown-once");
        assertThat(jdbc
                .sql("select count(*) from shell.idempotency where position(convert_to(:secret, 'UTF8') in body) > 0")
                .param("secret", password).query(Integer.class).single()).isZero();
    }

    @Test
    void aKeyThatAnybodyCouldGuessIsRefused() {
        assertThat(operator.with("Idempotency-Key", "1").post(PATH, report("spilled")).status()).isEqualTo(400);
        assertThat(reported()).isZero();
    }

    @Test
    void aRequestWithoutAKeyIsDoneEachTime() {
        operator.post(PATH, report("spilled"));
        operator.post(PATH, report("spilled"));

        assertThat(reported()).isEqualTo(2);
    }
}
