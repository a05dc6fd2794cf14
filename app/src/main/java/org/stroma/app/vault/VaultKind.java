package org.stroma.app.vault;

import java.util.Locale;
import org.stroma.app.database.DatabaseRole;

/** The two vaults; nobody keeps both. */
public enum VaultKind {
    DONOR(DatabaseRole.DONOR_VAULT), PATIENT(DatabaseRole.PATIENT_VAULT);

    private final DatabaseRole role;

    VaultKind(DatabaseRole role) {
        this.role = role;
    }

    DatabaseRole databaseRole() {
        return role;
    }

    /** The role of people who may enter. */
    public String custodian() {
        return name() + "_VAULT_CUSTODIAN";
    }

    /** Schema in the database, and name in what is authenticated with the ciphertext. */
    String schema() {
        return name().toLowerCase(Locale.ROOT) + "_vault";
    }
}
