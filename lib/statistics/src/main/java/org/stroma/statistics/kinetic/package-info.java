/** Mean kinetic temperature of a temperature record; it accepts no excursion. */
@NullMarked
package org.stroma.statistics.kinetic;

import org.jspecify.annotations.NullMarked;
