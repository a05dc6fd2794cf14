/** Reads what laboratory machines and loggers write, from bytes to measurements; it stores and judges nothing. */
@NullMarked
package org.stroma.instruments;

import org.jspecify.annotations.NullMarked;
