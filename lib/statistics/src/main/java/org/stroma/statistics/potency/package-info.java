/** Relative potency from biological assays after Ph. Eur. 5.3 and USP 1032-1034; whether an assay is accepted is for its monograph to say. */
@NullMarked
package org.stroma.statistics.potency;

import org.jspecify.annotations.NullMarked;
