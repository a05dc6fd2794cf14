package org.stroma.app.shell;

import org.jspecify.annotations.Nullable;
import org.stroma.app.people.Signing;

/** What the sign panel sends. */
public record SignForm(@Nullable String login, String password, @Nullable String code, String role, int revision,
        String sha256, String statement, @Nullable String note) {
    public Signing.Entry entry() {
        return new Signing.Entry(login, password, code, role, revision, sha256, statement, note);
    }

    /** Never prints what was typed. */
    @Override
    public String toString() {
        return "SignForm[" + role + "]";
    }
}
