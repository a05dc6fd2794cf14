/** Confidence intervals for proportions and counts; it does not judge whether a proportion is good enough. */
@NullMarked
package org.stroma.statistics.interval;

import org.jspecify.annotations.NullMarked;
