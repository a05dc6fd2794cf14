/** Quantities, units of measure and the rounding rules of the pharmacopoeias; it knows nothing of samples or limits of a product. */
@NullMarked
package org.stroma.measure;

import org.jspecify.annotations.NullMarked;
