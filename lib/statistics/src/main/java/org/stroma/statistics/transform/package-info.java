/** Transformations of data toward normality; they are chosen by people before the data are judged. */
@NullMarked
package org.stroma.statistics.transform;

import org.jspecify.annotations.NullMarked;
