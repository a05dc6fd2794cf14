/** Exports of QuantStudio Absolute Q digital PCR; it judges no partitions itself. */
@NullMarked
package org.stroma.instruments.absoluteq;

import org.jspecify.annotations.NullMarked;
