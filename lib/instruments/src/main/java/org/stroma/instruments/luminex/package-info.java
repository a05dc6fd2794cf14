/** Bead-based multiplex assays of Luminex instruments as exported by their software; it fits no curves. */
@NullMarked
package org.stroma.instruments.luminex;

import org.jspecify.annotations.NullMarked;
