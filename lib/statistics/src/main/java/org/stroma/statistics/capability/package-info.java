/** Process capability and performance indices and the check of normality they lean on; they do not show that a process is stable. */
@NullMarked
package org.stroma.statistics.capability;

import org.jspecify.annotations.NullMarked;
