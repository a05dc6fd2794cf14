/** Sampling plans and what they detect; plans are data and a person chooses them. */
@NullMarked
package org.stroma.statistics.sampling;

import org.jspecify.annotations.NullMarked;
