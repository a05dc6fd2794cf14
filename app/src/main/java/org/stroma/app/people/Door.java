package org.stroma.app.people;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.database.SystemWork;

/**
 * Where people prove who they are: sign-in, the proof before each signature, lock-out. It acts with the system's role,
 * which alone sees password hashes. Five failures in a row lock an account for 15 minutes; session time is real time.
 */
@Service
public class Door {
    static final int FAILURES_TO_LOCK = 5;
    static final Duration LOCK = Duration.ofMinutes(15);

    private static final String ACCOUNT = """
            select a.id, a.person, p.code, a.kind, a.password_hash, a.second_factor, a.last_step, a.failures, a.locked_until,
                   a.active and coalesce(p.active, true) as active,
                   exists (select from people.assignment x join people.role r on r.code = x.role
                            where x.person = p.id and x.ended_at is null and r.needs_second_factor) as needs_code
              from people.account a left join people.person p on p.id = a.person
             where a.login = :login for update of a""";
    private static final String FAILED = """
            update people.account set failures = failures + 1,
                   locked_until = case when failures + 1 >= :limit then clock_timestamp() + make_interval(secs => :lock) else locked_until end
             where id = :id""";
    private static final String SUCCEEDED = "update people.account set failures = 0, locked_until = null, last_step = :step where id = :id";
    private static final String ATTEMPT = "insert into people.sign_in_attempt (login, account, outcome, origin) values (:login, :account, :outcome, :origin)";
    private static final String OPEN = """
            insert into people.session (token_digest, account, strong, origin, site) values (sha256(convert_to(:token, 'UTF8')), :account, :strong, :origin, :site)""";
    private static final String CLOSE = """
            update people.session set ended_at = clock_timestamp(), end_cause = :cause
             where token_digest = sha256(convert_to(:token, 'UTF8')) and ended_at is null""";
    private static final String CEREMONY = """
            insert into people.ceremony (account, person, session, components, origin) values (:account, :person, :session, :components, :origin) returning id""";
    private static final String SESSION = """
            select session, account, login, kind, person, code, full_name, organisation, organisation_kind, strong, signed_once, must_change, roles, site, site_zh, site_en, sites, emergency, emergency_until
              from people.session_of(:token)""";

    private final JdbcClient system;
    private final Authorship authorship;
    private final PasswordEncoder passwords = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final String nobody = passwords.encode(UUID.randomUUID().toString());
    private final SecureRandom random = new SecureRandom();

    Door(@SystemWork JdbcClient system, Authorship authorship) {
        this.system = system;
        this.authorship = authorship;
    }

    private record Account(int id, @Nullable Integer person, @Nullable String code, String kind, String hash,
            @Nullable String secret, long lastStep, int failures, @Nullable Instant lockedUntil, boolean active,
            boolean needsCode) {}

    /** What a check of components found; the outcome is written down whatever it is. */
    private record Checked(String outcome, @Nullable Account account, boolean strong) {
        boolean passed() {
            return outcome.equals("PASSED");
        }
    }

    /** Opens a session and returns its token. Refuses with one and the same words whatever was wrong, except a lock. */
    public String signIn(String login, String password, @Nullable String code, String origin) {
        return signIn(login, password, code, null, origin);
    }

    /** @param site where the person works today; null takes the only one, or leaves the choice open where there are several */
    public String signIn(String login, String password, @Nullable String code, @Nullable String site, String origin) {
        String name = login.strip().toLowerCase(Locale.ROOT);
        Optional<String> token = authorship.asSystem("system:door", "sign-in of " + safe(name), () -> {
            Checked checked = check(name, password, code, origin);
            if (!checked.passed() || checked.account() == null) {
                return Optional.<String>empty();
            }
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            String fresh = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            system.sql(OPEN).param("token", fresh).param("account", checked.account().id())
                    .param("strong", checked.strong()).param("origin", origin)
                    .param("site", site, java.sql.Types.VARCHAR).update();
            return Optional.of(fresh);
        });
        return token.orElseThrow(() -> new Refusal("sign-in.refused"));
    }

    /**
     * Proves who signs. The owner of the session may leave out id after the first signature of the session; everybody
     * else, and roles with a second factor, give all components.
     */
    public Proof prove(Actor session, @Nullable String login, String password, @Nullable String code) {
        String name = login == null || login.isBlank() ? session.login() : login.strip().toLowerCase(Locale.ROOT);
        boolean own = name.equals(session.login());
        boolean passwordOnly = own && (login == null || login.isBlank());
        if (passwordOnly && !session.signedOnce()) {
            throw new Refusal("signing.both-components");
        }
        Optional<Proof> proof = authorship.asSystem("system:door", "proof of identity of " + safe(name), () -> {
            Checked checked = check(name, password, passwordOnly && session.strong() ? SESSION_IS_STRONG : code,
                    session.origin());
            Account account = checked.account();
            if (!checked.passed() || account == null || account.person() == null || account.code() == null) {
                return Optional.<Proof>empty();
            }
            String components = passwordOnly ? "PASSWORD" : checked.strong() ? "ID_PASSWORD_CODE" : "ID_PASSWORD";
            UUID ceremony = system.sql(CEREMONY).param("account", account.id()).param("person", account.person())
                    .param("session", session.session()).param("components", components)
                    .param("origin", session.origin()).query(UUID.class).single();
            return Optional.of(new Proof(ceremony, account.person(), account.code()));
        });
        return proof.orElseThrow(() -> new Refusal("signing.identity-refused"));
    }

    /**
     * Has the owner of a session confirm who he is before he changes what opens his account. A session that was opened with a
     * second factor needs no second code.
     */
    void confirm(Actor session, String password, @Nullable String code) {
        boolean passed = authorship.asSystem("system:door", "password of " + session.login() + " confirmed",
                () -> check(session.login(), password, session.strong() ? SESSION_IS_STRONG : code, session.origin())
                        .passed());
        if (!passed) {
            throw new Refusal("sign-in.refused");
        }
    }

    private static final String SESSION_IS_STRONG = "session";

    private Checked check(String login, String password, @Nullable String code, String origin) {
        Account account = system.sql(ACCOUNT).param("login", login).query((row, _) -> {
            java.sql.Timestamp locked = row.getTimestamp("locked_until");
            int person = row.getInt("person");
            return new Account(row.getInt("id"), row.wasNull() ? null : person, row.getString("code"),
                    row.getString("kind"), row.getString("password_hash"), row.getString("second_factor"),
                    row.getLong("last_step"), row.getInt("failures"), locked == null ? null : locked.toInstant(),
                    row.getBoolean("active"), row.getBoolean("needs_code"));
        }).optional().orElse(null);
        Checked checked = judge(account, password, code);
        if (account != null && checked.outcome().startsWith("WRONG")) {
            system.sql(FAILED).param("id", account.id()).param("limit", FAILURES_TO_LOCK)
                    .param("lock", (double) LOCK.toSeconds()).update();
        }
        system.sql(ATTEMPT).param("login", safe(login))
                .param("account", account == null ? null : account.id(), java.sql.Types.INTEGER)
                .param("outcome", checked.outcome()).param("origin", origin).update();
        return checked;
    }

    private Checked judge(@Nullable Account account, String password, @Nullable String code) {
        // An unknown name costs the same time as a known one.
        boolean right = passwords.matches(password, account == null ? nobody : account.hash());
        if (account == null) {
            return new Checked("UNKNOWN", null, false);
        }
        if (account.lockedUntil() != null && account.lockedUntil().isAfter(Instant.now())) {
            return new Checked("LOCKED", account, false);
        }
        if (!account.active()) {
            return new Checked("INACTIVE", account, false);
        }
        if (!right) {
            return new Checked("WRONG_PASSWORD", account, false);
        }
        boolean already = SESSION_IS_STRONG.equals(code);
        String typed = code == null || already ? "" : code.strip();
        boolean given = !typed.isEmpty();
        // Who has a second factor uses it; who needs one and has none stays outside.
        boolean needed = account.needsCode() || account.secret() != null;
        if (!already && needed && (!given || account.secret() == null)) {
            return new Checked("WRONG_CODE", account, false);
        }
        long step = account.lastStep();
        if (given && account.secret() != null) {
            OptionalLong accepted = Totp.accept(account.secret(), typed, Instant.now(), account.lastStep());
            if (accepted.isEmpty()) {
                return new Checked("WRONG_CODE", account, false);
            }
            step = accepted.getAsLong();
        }
        system.sql(SUCCEEDED).param("step", step).param("id", account.id()).update();
        return new Checked("PASSED", account, given && account.secret() != null);
    }

    /** Ends a session; silent when it has ended already. */
    public void signOut(String token) {
        system.sql(CLOSE).param("token", token).param("cause", "SIGNED_OUT").update();
    }

    /** The live session of a token, its time renewed; empty when there is none. */
    public Optional<Actor> actor(String token, String origin) {
        try {
            List<Actor> found = system.sql(SESSION).param("token", token).query((row, _) -> {
                int person = row.getInt("person");
                return new Actor(token, row.getLong("session"), row.getInt("account"), row.getString("login"),
                        row.wasNull() ? null : person, row.getString("code"), row.getString("full_name"),
                        row.getString("organisation") == null ? "" : row.getString("organisation"),
                        row.getString("organisation_kind") == null ? "" : row.getString("organisation_kind"),
                        row.getBoolean("strong"), row.getBoolean("signed_once"), row.getBoolean("must_change"),
                        Set.of((String[]) row.getArray("roles").getArray()), place(row), row.getInt("sites"),
                        emergency(row), origin);
            }).list();
            system.sql("select people.touch(:token)").param("token", token).query((_, _) -> true).list();
            return found.stream().findFirst();
        } catch (RuntimeException failure) {
            Refusal refusal = Refusal.find(failure);
            if (refusal != null) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static Actor.@Nullable WorkPlace place(ResultSet row) throws SQLException {
        String site = row.getString("site");
        return site == null ? null : new Actor.WorkPlace(site, row.getString("site_zh"), row.getString("site_en"));
    }

    private static Actor.@Nullable Emergency emergency(ResultSet row) throws SQLException {
        String code = row.getString("emergency");
        return code == null ? null : new Actor.Emergency(code, row.getTimestamp("emergency_until").toInstant());
    }

    /** A hash to store; the policy on what a password must look like is {@link Passwords}. */
    public String hash(String password) {
        Passwords.check(password);
        return passwords.encode(password);
    }

    private static String safe(String login) {
        return login.matches("[a-z0-9._-]{2,40}") ? login : "(not a login)";
    }
}
