/** Statistics that a regulator would recompute: shelf life, potency, capability, charts, tolerance intervals; it draws no conclusion about a batch. */
@NullMarked
package org.stroma.statistics;

import org.jspecify.annotations.NullMarked;
