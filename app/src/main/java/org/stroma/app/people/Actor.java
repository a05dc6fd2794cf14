package org.stroma.app.people;

import java.security.Principal;
import java.time.Instant;
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
 * @param place the site where the session works; null when there are several and none is chosen yet, or none at all
 * @param places at how many sites the person works
 * @param emergency an emergency access of the person that is in force; null when there is none
 */
public record Actor(String token, long session, int account, String login, @Nullable Integer person, String code,
        String fullName, String organisation, String organisationKind, boolean strong, boolean signedOnce,
        boolean mustChange, Set<String> roles, @Nullable WorkPlace place, int places, @Nullable Emergency emergency,
        String origin) implements Principal {

    public Actor {
        roles = Set.copyOf(roles);
    }

    /** A site and its names. */
    public record WorkPlace(String code, String nameZh, String nameEn) {}

    /** An emergency access and when it ends by itself. */
    public record Emergency(String code, Instant until) {}

    /** Whether one of several sites has to be chosen before anything else. */
    public boolean choosesPlace() {
        return place == null && places > 1;
    }

    /** The code of the site where the session works; empty when there is none. */
    public String site() {
        return place == null ? "" : place.code();
    }

    /** Roles that work with what stands at their own site. */
    private static final Set<String> AT_ONE_SITE = Set.of("WAREHOUSE", "HOSP_RECEIVER", "HOSP_PREPARER");

    /** The site to which what an actor is shown of stock and storage is narrowed; null when his roles are not bound to a place. */
    public @Nullable String boundTo() {
        return place != null && !roles.isEmpty() && AT_ONE_SITE.containsAll(roles) ? place.code() : null;
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
