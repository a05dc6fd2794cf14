/** Reads zip archives within limits; it writes none. */
@NullMarked
package org.stroma.instruments.zip;

import org.jspecify.annotations.NullMarked;
