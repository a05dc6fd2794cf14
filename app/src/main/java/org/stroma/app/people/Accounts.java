package org.stroma.app.people;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.database.SystemWork;

/**
 * What opens an account: passwords, second factors, locks. Owners change their own; administrators reset those of others and
 * never learn a password that stays good. It acts with the door's role, in the name of whoever acts.
 */
@Service
public class Accounts {
    /** When a lock by an administrator ends: never by itself. */
    private static final Instant UNTIL_UNLOCKED = Instant.parse("9999-01-01T00:00:00Z");

    private static final String STATE = """
            select a.login, a.active, a.must_change, a.failures, a.locked_until, a.second_factor is not null as second_factor, a.pending_factor is not null as pending,
                   exists (select from people.assignment x join people.role r on r.code = x.role
                            where x.person = p.id and x.ended_at is null and r.needs_second_factor) as needs_factor
              from people.account a join people.person p on p.id = a.person where p.code = :person and a.kind = 'PERSONAL'""";
    private static final String PASSWORD = "update people.account set password_hash = :hash, must_change = :change where login = :login";
    private static final String RESET = """
            update people.account set password_hash = :hash, must_change = true, failures = 0, locked_until = null where login = :login""";
    private static final String PEND = "update people.account set pending_factor = :secret where login = :login";
    private static final String PENDING = "select pending_factor from people.account where login = :login and pending_factor is not null";
    private static final String CONFIRM = """
            update people.account set second_factor = pending_factor, pending_factor = null, last_step = :step where login = :login""";
    private static final String REPLACE_FACTOR = """
            update people.account set second_factor = :secret, pending_factor = null, last_step = 0 where login = :login""";
    private static final String LOCK = "update people.account set locked_until = :until, failures = 0 where login = :login";
    private static final String ACTIVE = "update people.account set active = :active where login = :login";
    private static final String END_SESSIONS = """
            update people.session set ended_at = clock_timestamp(), end_cause = :cause
             where account = (select id from people.account where login = :login) and id <> :but and ended_at is null""";

    private final JdbcClient system;
    private final Authorship authorship;
    private final Door door;

    Accounts(@SystemWork JdbcClient system, Authorship authorship, Door door) {
        this.system = system;
        this.authorship = authorship;
        this.door = door;
    }

    /**
     * An account as its owner and his administrators see it.
     *
     * @param lockedUntil when a lock ends; null when it is not locked
     * @param pending a second factor was shown and waits for its first code
     */
    public record State(String login, boolean active, boolean mustChange, int failures, @Nullable Instant lockedUntil,
            boolean secondFactor, boolean pending, boolean needsFactor) {
        public boolean lockedByHand() {
            return lockedUntil != null && lockedUntil.isAfter(UNTIL_UNLOCKED.minus(1, ChronoUnit.DAYS));
        }
    }

    /** A second factor that is shown once. */
    public record Factor(String secret, String uri) {
        static Factor of(String login, String secret) {
            return new Factor(secret, "otpauth://totp/Stroma:" + URLEncoder.encode(login, StandardCharsets.UTF_8)
                    + "?secret=" + secret + "&issuer=Stroma");
        }

        /** In groups of four, as people type it. */
        public String grouped() {
            return secret.replaceAll("(.{4})(?!$)", "$1 ");
        }

        @Override
        public String toString() {
            return "Factor[…]";
        }
    }

    /** What a newcomer is handed: good for one sign-in, after which the password must be changed. */
    public record Handover(String person, String login, String password, @Nullable Factor factor) {
        @Override
        public String toString() {
            return "Handover[" + login + "]";
        }
    }

    /** The account of a person; empty when he has none. */
    public Optional<State> find(String person) {
        return system.sql(STATE).param("person", person).query((row, _) -> {
            Timestamp locked = row.getTimestamp("locked_until");
            boolean still = locked != null && locked.toInstant().isAfter(Instant.now());
            return new State(row.getString("login"), row.getBoolean("active"), row.getBoolean("must_change"),
                    row.getInt("failures"), locked != null && still ? locked.toInstant() : null,
                    row.getBoolean("second_factor"), row.getBoolean("pending"), row.getBoolean("needs_factor"));
        }).optional();
    }

    /** Changes one's own password; every other session of the account ends. */
    public void changePassword(Actor actor, String current, @Nullable String code, String fresh) {
        if (fresh.equals(current)) {
            throw new Refusal("password.same");
        }
        String hash = door.hash(fresh);
        door.confirm(actor, current, code);
        authorship.writeAtTheDoor(actor, "own password changed", () -> {
            system.sql(PASSWORD).param("hash", hash).param("change", false).param("login", actor.login()).update();
            return endSessions(actor.login(), actor.session(), "PASSWORD_CHANGED");
        });
    }

    /** Makes a new second factor for one's own account, which counts only once a code of it was given. */
    public Factor beginFactor(Actor actor, String password, @Nullable String code) {
        refuseBeforeChange(actor);
        door.confirm(actor, password, code);
        String secret = Totp.newSecret();
        authorship.writeAtTheDoor(actor, "own second factor begun",
                () -> system.sql(PEND).param("secret", secret).param("login", actor.login()).update());
        return Factor.of(actor.login(), secret);
    }

    /** Takes the new second factor into use, by a code of it. */
    public void confirmFactor(Actor actor, String code) {
        refuseBeforeChange(actor);
        String secret = system.sql(PENDING).param("login", actor.login()).query(String.class).optional()
                .orElseThrow(() -> new Refusal("factor.none"));
        OptionalLong step = Totp.accept(secret, code.strip(), Instant.now(), 0);
        if (step.isEmpty()) {
            throw new Refusal("factor.wrong-code");
        }
        authorship.writeAtTheDoor(actor, "own second factor confirmed",
                () -> system.sql(CONFIRM).param("step", step.getAsLong()).param("login", actor.login()).update());
    }

    /** Gives a person a new password that must be changed at once; it is returned once and kept nowhere. */
    public Handover resetPassword(Actor administrator, String person, String reason) {
        State account = of(administrator, person);
        String password = Passwords.random();
        String hash = door.hash(password);
        authorship.writeAtTheDoor(administrator, reason, () -> {
            system.sql(RESET).param("hash", hash).param("login", account.login()).update();
            return endSessions(account.login(), 0, "PASSWORD_RESET");
        });
        return new Handover(person, account.login(), password, null);
    }

    /** Gives a person a new second factor in place of a lost one; it is returned once. */
    public Factor resetFactor(Actor administrator, String person, String reason) {
        State account = of(administrator, person);
        String secret = Totp.newSecret();
        authorship.writeAtTheDoor(administrator, reason, () -> {
            system.sql(REPLACE_FACTOR).param("secret", secret).param("login", account.login()).update();
            return endSessions(account.login(), 0, "FACTOR_RESET");
        });
        return Factor.of(account.login(), secret);
    }

    /** Locks an account until somebody unlocks it, or lifts any lock; locking ends its sessions. */
    public void lock(Actor administrator, String person, boolean locked, String reason) {
        State account = of(administrator, person);
        authorship.writeAtTheDoor(administrator, reason, () -> {
            system.sql(LOCK).param("until", locked ? Timestamp.from(UNTIL_UNLOCKED) : null,
                    java.sql.Types.TIMESTAMP).param("login", account.login()).update();
            return locked ? endSessions(account.login(), 0, "LOCKED") : 0;
        });
    }

    /** Opens or closes an account for good; closing ends its sessions. */
    public void activate(Actor administrator, String person, boolean active, String reason) {
        State account = of(administrator, person);
        authorship.writeAtTheDoor(administrator, reason, () -> {
            system.sql(ACTIVE).param("active", active).param("login", account.login()).update();
            return active ? 0 : endSessions(account.login(), 0, "DEACTIVATED");
        });
    }

    private int endSessions(String login, long but, String cause) {
        return system.sql(END_SESSIONS).params(Map.of("login", login, "but", but, "cause", cause)).update();
    }

    private State of(Actor administrator, String person) {
        if (!administrator.has("SYSADMIN")) {
            throw new Refusal("forbidden");
        }
        refuseBeforeChange(administrator);
        return find(person).orElseThrow(() -> new Refusal("not-found", Map.of("unit", person)));
    }

    private static void refuseBeforeChange(Actor actor) {
        if (actor.mustChange()) {
            throw new Refusal("ST026");
        }
    }
}
