/** Figures of an analytical validation after ICH Q2(R2); acceptance criteria are the caller's. */
@NullMarked
package org.stroma.statistics.validation;

import org.jspecify.annotations.NullMarked;
