package org.stroma.app.people;

import java.util.UUID;

/**
 * A fresh proof of identity, used up by one signature within a minute.
 *
 * @param ceremony its number in the database
 * @param person who proved to be who
 */
public record Proof(UUID ceremony, int person, String code) {}
