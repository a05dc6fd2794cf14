/** Plate readings exported by BMG Labtech MARS as tables; it does not read SMART Control files. */
@NullMarked
package org.stroma.instruments.mars;

import org.jspecify.annotations.NullMarked;
