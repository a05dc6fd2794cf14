package org.stroma.app.people;

import java.security.Principal;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is acting: one live session of one account, as the database confirmed it for this request.
 *
 * @param token the session's secret; never logged, never shown
 * @param person absent for service accounts, which may not sign
 * @param code the person's code, the author in the ledger
 * @param strong whether the session was opened with a second factor
 * @param signedOnce whether a signature with all components was given in this session
 */
public record Actor(String token, long session, int account, String login, @Nullable Integer person, String code,
        String fullName, String organisation, String organisationKind, boolean strong, boolean signedOnce,
        boolean mustChange, Set<String> roles, String origin) implements Principal {

    public Actor {
        roles = Set.copyOf(roles);
    }

    public boolean has(String role) {
        return roles.contains(role);
    }

    public boolean hasAny(String... wanted) {
        return Arrays.stream(wanted).anyMatch(roles::contains);
    }

    @Override
    public String getName() {
        return login;
    }

    @Override
    public String toString() {
        return "Actor[" + login + "]";
    }
}
