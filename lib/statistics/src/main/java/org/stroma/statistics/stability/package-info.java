/** Shelf life from stability data after ICH Q1A, Q1E and Q5C; it proposes a period, it does not set an expiry date. */
@NullMarked
package org.stroma.statistics.stability;

import org.jspecify.annotations.NullMarked;
