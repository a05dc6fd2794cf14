/** Process capability and performance indices; they do not show that a process is stable. */
@NullMarked
package org.stroma.statistics.capability;

import org.jspecify.annotations.NullMarked;
