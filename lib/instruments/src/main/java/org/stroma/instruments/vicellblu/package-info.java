/** Cell counts exported by Beckman Coulter Vi-CELL BLU; it does not read images. */
@NullMarked
package org.stroma.instruments.vicellblu;

import org.jspecify.annotations.NullMarked;
