/** Tests of quantities and rounding, with a reference implementation of UCUM as one witness. They hold no fixtures of a laboratory. */
@NullMarked
package org.stroma.measure;

import org.jspecify.annotations.NullMarked;
