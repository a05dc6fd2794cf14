package org.stroma.app.shell.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Types;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Remembers what was answered to a request, by account and key, for thirty days. */
@Service
class Requests {
    private static final String FORGET = "delete from shell.idempotency where claimed_at < clock_timestamp() - interval '30 days'";
    private static final String CLAIM = """
            insert into shell.idempotency (account, key_digest, request_mac) values (:account, :key, :mac) on conflict do nothing""";
    private static final String FIND = """
            select request_mac, status, content_type, location, body from shell.idempotency where account = :account and key_digest = :key""";
    private static final String ANSWER = """
            update shell.idempotency set answered_at = clock_timestamp(), status = :status, content_type = :type, location = :location, body = :body
             where account = :account and key_digest = :key""";
    private static final String RELEASE = "delete from shell.idempotency where account = :account and key_digest = :key and status is null";

    private final JdbcClient jdbc;

    Requests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One request of an account.
     *
     * @param mac HMAC of the request under its own key: it tells two requests apart and lets nobody guess what was in them
     */
    record Request(int account, byte[] key, byte[] mac) {
        static Request of(int account, String key, String line, byte[] body) {
            try {
                byte[] secret = key.getBytes(StandardCharsets.UTF_8);
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret, "HmacSHA256"));
                mac.update(line.getBytes(StandardCharsets.UTF_8));
                mac.update((byte) 0);
                return new Request(account, MessageDigest.getInstance("SHA-256").digest(secret), mac.doFinal(body));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** @param body null when the answer carried a secret, or when there was none */
    record Answer(int status, @Nullable String contentType, @Nullable String location, byte @Nullable [] body) {}

    /** What is known of a key. */
    sealed interface Known {
        /** Nobody used it; it is the caller's now. */
        record Fresh() implements Known {}

        /** Another request has it. */
        record Reused() implements Known {}

        /** The same request has it and has no answer: it is being worked on, or was interrupted. */
        record Open() implements Known {}

        record Answered(Answer answer) implements Known {}
    }

    /** Claims a key; of any number of requests at the same time exactly one finds it fresh. */
    Known claim(Request request) {
        jdbc.sql(FORGET).update();
        int claimed = jdbc.sql(CLAIM).param("account", request.account()).param("key", request.key())
                .param("mac", request.mac()).update();
        if (claimed == 1) {
            return new Known.Fresh();
        }
        Optional<Known> known = jdbc.sql(FIND).param("account", request.account()).param("key", request.key())
                .query((row, _) -> {
                    if (!MessageDigest.isEqual(row.getBytes("request_mac"), request.mac())) {
                        return (Known) new Known.Reused();
                    }
                    int status = row.getInt("status");
                    return row.wasNull()
                            ? new Known.Open()
                            : new Known.Answered(new Answer(status, row.getString("content_type"),
                                    row.getString("location"), row.getBytes("body")));
                }).optional();
        return known.orElseGet(Known.Open::new);
    }

    void answer(Request request, Answer answer) {
        jdbc.sql(ANSWER).param("status", answer.status()).param("type", answer.contentType(), Types.VARCHAR)
                .param("location", answer.location(), Types.VARCHAR).param("body", answer.body(), Types.BINARY)
                .param("account", request.account()).param("key", request.key()).update();
    }

    /** Gives a key back that nothing was done with. */
    void release(Request request) {
        jdbc.sql(RELEASE).param("account", request.account()).param("key", request.key()).update();
    }
}
