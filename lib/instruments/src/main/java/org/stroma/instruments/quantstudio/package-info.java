/** Runs exported by the real-time PCR software of QuantStudio and ViiA 7; it does not read its .eds files. */
@NullMarked
package org.stroma.instruments.quantstudio;

import org.jspecify.annotations.NullMarked;
