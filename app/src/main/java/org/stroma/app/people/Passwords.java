package org.stroma.app.people;

import java.security.SecureRandom;
import org.stroma.app.database.Refusal;

/** What a password must be: long rather than ornate (NIST SP 800-63B §3.1.1), and never one repeated character. */
public final class Passwords {
    private static final int SHORTEST = 12;
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyzACDEFGHJKLMNPQRSTUVWXYZ2345679";

    private Passwords() {}

    static void check(String password) {
        if (password.length() < SHORTEST || password.chars().distinct().count() < 5) {
            throw new Refusal("password.weak");
        }
    }

    /** A random password that can be read aloud: 20 characters without look-alikes. */
    public static String random() {
        return new SecureRandom().ints(20, 0, ALPHABET.length())
                .collect(StringBuilder::new, (text, i) -> text.append(ALPHABET.charAt(i)), StringBuilder::append)
                .toString();
    }
}
