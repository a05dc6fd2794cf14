/** Linear least squares with factors and covariates, analysis of variance and of covariance; not for quantal or curved responses. */
@NullMarked
package org.stroma.statistics.model.linear;

import org.jspecify.annotations.NullMarked;
