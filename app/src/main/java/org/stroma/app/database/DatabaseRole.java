package org.stroma.app.database;

/** The login roles of one Stroma database; each sees and does only what its work needs. */
public enum DatabaseRole {
    /** Owns the schemas; used by the migrate command only. */
    OWNER,
    /** The pages and the API. */
    APP,
    /** The door, the sealer and the clock: checks passwords, seals blocks, acts as one of the fixed system authors. */
    SYSTEM,
    /** Commands that read: no vault, no secret. */
    READ,
    /** Recomputes the ledger and compares every regulated row with it. */
    VERIFY,
    /** The donors' identities, and nothing else. */
    DONOR_VAULT,
    /** The patients' identities, and nothing else. */
    PATIENT_VAULT;

    /** The name PostgreSQL knows the role by. */
    public String login() {
        return "stroma_" + name().toLowerCase(java.util.Locale.ROOT);
    }
}
