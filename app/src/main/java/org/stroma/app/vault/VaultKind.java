package org.stroma.app.vault;

import java.util.Locale;
import org.stroma.app.database.DatabaseRole;
import org.stroma.app.database.Refusal;

/** The two vaults; nobody keeps both. */
public enum VaultKind {
    DONOR(DatabaseRole.DONOR_VAULT), PATIENT(DatabaseRole.PATIENT_VAULT);

    private final DatabaseRole role;

    VaultKind(DatabaseRole role) {
        this.role = role;
    }

    /** The vault of a name in an address; refused when there is no such vault. */
    public static VaultKind of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "donor" -> DONOR;
            case "patient" -> PATIENT;
            default -> throw new Refusal("not-found");
        };
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
