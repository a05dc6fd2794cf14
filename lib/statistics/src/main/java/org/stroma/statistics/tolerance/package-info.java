/** Statistical tolerance intervals; they support a specification limit and never are one. */
@NullMarked
package org.stroma.statistics.tolerance;

import org.jspecify.annotations.NullMarked;
