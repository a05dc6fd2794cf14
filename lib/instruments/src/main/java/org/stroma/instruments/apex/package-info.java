/** Spot counts of Mabtech Apex as exported to workbooks; it counts no spots itself. */
@NullMarked
package org.stroma.instruments.apex;

import org.jspecify.annotations.NullMarked;
