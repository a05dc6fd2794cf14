/** Spot counts of CTL ImmunoSpot as exported to text; it counts no spots itself. */
@NullMarked
package org.stroma.instruments.immunospot;

import org.jspecify.annotations.NullMarked;
