package org.stroma.app.testing;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.stroma.app.people.Authorship;

/**
 * Stores the hash of a password again with the least work that Argon2 knows. It is checked as every other; a run of the tests
 * signs in and signs thousands of times, and spent most of its time on making that dear to an attacker.
 */
public final class QuickPasswords {
    private static final Argon2PasswordEncoder QUICK = new Argon2PasswordEncoder(16, 32, 1, 16, 1);

    private QuickPasswords() {}

    /** For every account of an application whose people all have this password; their one-time codes count anew, as after a minute. */
    public static void apply(BeanFactory beans, String password) {
        JdbcClient system = beans.getBean("systemJdbcClient", JdbcClient.class);
        beans.getBean(Authorship.class).asSystem("system:demo", "quick passwords of a test",
                () -> system
                        .sql("update people.account set password_hash = :hash, last_step = 0 where kind = 'PERSONAL'")
                        .param("hash", QUICK.encode(password)).update());
    }
}
