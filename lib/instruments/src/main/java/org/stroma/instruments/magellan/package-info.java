/** Plate readings exported by Tecan Magellan to workbooks; it does not read i-control files. */
@NullMarked
package org.stroma.instruments.magellan;

import org.jspecify.annotations.NullMarked;
