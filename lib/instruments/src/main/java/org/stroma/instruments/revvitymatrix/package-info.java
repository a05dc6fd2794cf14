/** Cell counts exported by Revvity Matrix for Cellaca counters; it does not read images. */
@NullMarked
package org.stroma.instruments.revvitymatrix;

import org.jspecify.annotations.NullMarked;
