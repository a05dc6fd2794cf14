/** Nonlinear least squares with exact derivatives, response and growth curves, Wald and profile limits; not for quantal responses. */
@NullMarked
package org.stroma.statistics.model.nonlinear;

import org.jspecify.annotations.NullMarked;
