/**
 * Identifiers of the field: ISBT 128, SEC, GS1, traceability codes, ISCN; parse, check, render. Nothing here looks
 * anything up, and nothing draws a symbol.
 */
@NullMarked
package org.stroma.codes;

import org.jspecify.annotations.NullMarked;
