/**
 * Serials of one's own for containers, samples and positions: short, opaque and safe to read aloud. Drawing the number
 * and keeping it unique is the caller's business.
 */
@NullMarked
package org.stroma.codes.serial;

import org.jspecify.annotations.NullMarked;
