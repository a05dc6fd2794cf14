/** Cell counts exported by Beckman Coulter Vi-CELL XR; it does not read its binary sample files. */
@NullMarked
package org.stroma.instruments.vicellxr;

import org.jspecify.annotations.NullMarked;
