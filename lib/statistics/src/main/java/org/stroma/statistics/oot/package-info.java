/** Checks of one stability result against what came before; whether it is out of specification is another question. */
@NullMarked
package org.stroma.statistics.oot;

import org.jspecify.annotations.NullMarked;
