package org.stroma.postgres;

/** What a caller of {@link EmbeddedPostgres#open} asks for. */
public enum Claim {
    /** Start the server if nobody has it, attach otherwise: for commands. */
    EITHER,
    /** Be its owner; wait up to {@link PostgresSettings#patience()} until whoever has it lets go: for the application. */
    OWN
}
