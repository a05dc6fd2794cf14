/**
 * Distributions that Hipparchus and commons-statistics lack: noncentral t, range of a normal sample, Dixon's ratios. It tests
 * nothing itself.
 */
@NullMarked
package org.stroma.statistics.distribution;

import org.jspecify.annotations.NullMarked;
