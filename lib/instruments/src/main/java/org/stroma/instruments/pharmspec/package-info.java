/** Particle counts of the HIAC 9703 written by Beckman Coulter PharmSpec; it judges no acceptance criteria. */
@NullMarked
package org.stroma.instruments.pharmspec;

import org.jspecify.annotations.NullMarked;
