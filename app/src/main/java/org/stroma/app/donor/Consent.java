package org.stroma.app.donor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a mother agreed to, scope by scope, in one version of the form.
 *
 * @param interviewer code of the person who informed her
 * @param storageYears for how long; null without a limit
 */
public record Consent(String version, Instant signedAt, String interviewer, Scopes scopes, Disclosure disclosure,
        @Nullable Integer storageYears, Withdrawal withdrawal) {

    /** Which incidental findings she wants to hear of. */
    public enum Disclosure {
        NONE, TREATABLE, ALL
    }

    /** What the form promises about withdrawal. */
    public enum Withdrawal {
        /** Until the tissue is processed. */
        UNTIL_PROCESSED,
        /** Later too: further use stops. */
        FURTHER_USE
    }

    /**
     * The scopes; each is a question of its own.
     *
     * @param testing infectious and genetic testing
     * @param manufacture manufacture and commercial use
     */
    public record Scopes(boolean donation, boolean testing, boolean manufacture, boolean otherProducts,
            boolean crossBorder, boolean recontact) {
        public static Scopes all() {
            return new Scopes(true, true, true, true, true, true);
        }
    }

    /** Every scope granted, all findings disclosed, no limit of storage. */
    public static Consent full(String version, Instant signedAt, String interviewer) {
        return new Consent(version, signedAt, interviewer, Scopes.all(), Disclosure.ALL, null, Withdrawal.FURTHER_USE);
    }
}
