/**
 * Reads Gating-ML 2.0 and applies its gates to the events of a flow cytometry file, event by event; it finds no populations
 * of its own and judges no percentage.
 */
@NullMarked
package org.stroma.instruments.gating;

import org.jspecify.annotations.NullMarked;
