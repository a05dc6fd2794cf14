/** What the linear and the nonlinear models share: analysis-of-variance tables, estimates with limits; no model is fitted here. */
@NullMarked
package org.stroma.statistics.model;

import org.jspecify.annotations.NullMarked;
