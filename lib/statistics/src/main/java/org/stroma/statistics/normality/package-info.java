/** Tests whether a sample looks normal; a small sample that passes proves nothing. */
@NullMarked
package org.stroma.statistics.normality;

import org.jspecify.annotations.NullMarked;
