/** Tests that two means lie close enough; margins come from the caller, never from the data. */
@NullMarked
package org.stroma.statistics.equivalence;

import org.jspecify.annotations.NullMarked;
