package org.stroma.app.vault;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.stroma.app.database.Credentials;
import org.stroma.app.database.DatabaseConfiguration;
import org.stroma.app.database.Refusal;
import org.stroma.app.people.Actor;
import tools.jackson.databind.json.JsonMapper;

/**
 * Identities of donors and of patients. Each vault is reached by a database role of its own; only its custodians pass, they see
 * what their organisation entered, and every reading is logged with its purpose before anything is shown.
 */
@Service
public class Vaults implements DisposableBean {
    private static final String ENTER = "select people.enter(:token, :reason, :origin)";
    private static final int CONNECTIONS = 2;

    private final Credentials credentials;
    private final VaultKeys keys;
    private final IdentifierDetector identifiers;
    private final JsonMapper json;
    private final Map<VaultKind, HikariDataSource> pools = new EnumMap<>(VaultKind.class);

    Vaults(Credentials credentials, VaultKeys keys, IdentifierDetector identifiers, JsonMapper json) {
        this.credentials = credentials;
        this.keys = keys;
        this.identifiers = identifiers;
        this.json = json;
    }

    /**
     * That an identity is kept, without the identity.
     *
     * @param destroyedAt when its key was destroyed; null while it can be read
     */
    public record Kept(String code, int revision, String enteredBy, Instant enteredAt, @Nullable Instant destroyedAt,
            long readings) {}

    /** One reading of an identity. */
    public record Reading(String purpose, String person, Instant at) {}

    /** Enters the identity behind a code, or corrects it; returns its revision. */
    public int keep(Actor actor, VaultKind vault, String code, Identity identity) {
        custodian(actor, vault);
        // A code stands everywhere; it must not be the number on a card.
        identifiers.refuse("code", code);
        if (identity.fullName().isBlank()) {
            throw new Refusal("vault.name-needed");
        }
        VaultCipher.Sealed sealed = cipher(vault).seal(vault.schema(), code, json.writeValueAsBytes(identity));
        return within(actor, vault, "identity of " + code + " entered",
                jdbc -> jdbc.sql("select %s.keep(:code, :cipher, :key, :wrapped)".formatted(vault.schema()))
                        .param("code", code).param("cipher", sealed.cipher()).param("key", sealed.keyId())
                        .param("wrapped", sealed.wrappedKey()).query(Integer.class).single());
    }

    /** Reads an identity for a purpose, which is logged first and for good. */
    public Identity read(Actor actor, VaultKind vault, String code, String purpose) {
        custodian(actor, vault);
        identifiers.refuse("purpose", purpose);
        VaultCipher.Sealed sealed = within(actor, vault, "identity of " + code + " read: " + purpose,
                jdbc -> jdbc.sql("select cipher, key_id, wrapped_key from %s.read(:code, :purpose, :origin)"
                        .formatted(vault.schema())).param("code", code).param("purpose", purpose)
                        .param("origin", actor.origin())
                        .query((row, _) -> new VaultCipher.Sealed(row.getBytes("cipher"), row.getString("key_id"),
                                row.getBytes("wrapped_key")))
                        .single());
        return json.readValue(cipher(vault).open(vault.schema(), code, sealed), Identity.class);
    }

    /** Erases an identity for good by destroying its key; what descends from the code stays as it is. */
    public void destroy(Actor actor, VaultKind vault, String code, String reason) {
        custodian(actor, vault);
        identifiers.refuse("reason", reason);
        within(actor, vault, "identity of " + code + " erased: " + reason,
                jdbc -> jdbc.sql("select %s.destroy(:code)".formatted(vault.schema())).param("code", code)
                        .query((_, _) -> true).list());
    }

    /** What the actor's organisation keeps in a vault, newest first. */
    public List<Kept> list(Actor actor, VaultKind vault) {
        custodian(actor, vault);
        return within(actor, vault, "list of codes kept", jdbc -> jdbc
                .sql("select code, revision, entered_by, entered_at, destroyed_at, readings from %s.held()"
                        .formatted(vault.schema()))
                .query((row, _) -> {
                    java.sql.Timestamp destroyed = row.getTimestamp("destroyed_at");
                    return new Kept(row.getString("code"), row.getInt("revision"), row.getString("entered_by"),
                            row.getTimestamp("entered_at").toInstant(),
                            destroyed == null ? null : destroyed.toInstant(), row.getLong("readings"));
                }).list());
    }

    /** Who read an identity and what for, newest first. */
    public List<Reading> readings(Actor actor, VaultKind vault, String code) {
        custodian(actor, vault);
        return within(actor, vault, "readings of " + code,
                jdbc -> jdbc.sql("select purpose, person, plant_at from %s.readings(:code)".formatted(vault.schema()))
                        .param("code", code).query((row, _) -> new Reading(row.getString("purpose"),
                                row.getString("person"), row.getTimestamp("plant_at").toInstant()))
                        .list());
    }

    private static void custodian(Actor actor, VaultKind vault) {
        if (!actor.has(vault.custodian())) {
            throw new Refusal("forbidden");
        }
    }

    private VaultCipher cipher(VaultKind vault) {
        return keys.cipher(vault,
                () -> JdbcClient.create(pool(vault)).sql("select %s.stock()".formatted(vault.schema()))
                        .query(Long.class).single() == 0);
    }

    private <T> T within(Actor actor, VaultKind vault, String reason, Function<JdbcClient, T> work) {
        HikariDataSource source = pool(vault);
        JdbcClient jdbc = JdbcClient.create(source);
        return Refusal.translating(() -> java.util.Objects
                .requireNonNull(new TransactionTemplate(new JdbcTransactionManager(source)).execute(_ -> {
                    jdbc.sql(ENTER).param("token", actor.token()).param("reason", reason)
                            .param("origin", actor.origin()).query((_, _) -> true).list();
                    return work.apply(jdbc);
                })));
    }

    private synchronized HikariDataSource pool(VaultKind vault) {
        return pools.computeIfAbsent(vault,
                kind -> DatabaseConfiguration.pool(credentials, kind.databaseRole(), CONNECTIONS));
    }

    @Override
    public synchronized void destroy() {
        pools.values().forEach(HikariDataSource::close);
    }
}
