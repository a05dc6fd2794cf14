/**
 * Reads the text files of Berlinger and Q-tag temperature loggers (Fridge-tag 2, 2L, Ultra Low; Q-tag CLm) and nothing of
 * their PDF reports.
 */
@NullMarked
package org.stroma.instruments.logger.berlinger;

import org.jspecify.annotations.NullMarked;
