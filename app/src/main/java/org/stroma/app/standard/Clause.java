package org.stroma.app.standard;

import org.jspecify.annotations.Nullable;

/**
 * A place in a law, guideline, pharmacopoeia or paper that requirements cite.
 *
 * @param date as precise as the source gives it ({@code 2023-04}), or null
 * @param note what is odd about the source, or null
 */
public record Clause(String id, Texts title, String issuer, @Nullable String date, @Nullable Texts note) {}
