/** Arithmetic under the methods: extended-precision QR, tails and quantiles, ratios with limits; it knows no assay and no product. */
@NullMarked
package org.stroma.statistics.numeric;

import org.jspecify.annotations.NullMarked;
