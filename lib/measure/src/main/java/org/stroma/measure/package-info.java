/**
 * Quantities, units of measure, censored results and the rounding rules of the pharmacopoeias, all exact. It knows
 * nothing of samples, products or the limits they have to meet.
 */
@NullMarked
package org.stroma.measure;

import org.jspecify.annotations.NullMarked;
