/** Identifiers of the field: ISBT 128, SEC, GS1, traceability codes, ISCN; parse, check and render, never look up. */
@NullMarked
package org.stroma.codes;

import org.jspecify.annotations.NullMarked;
