/**
 * Reads delimited text of any machine with a mapping somebody declared; it recognises nothing by itself and guesses no
 * column, unit, sign or zone.
 */
@NullMarked
package org.stroma.instruments.generic;

import org.jspecify.annotations.NullMarked;
