/** End points of dilution assays; curves of dose and response live elsewhere. */
@NullMarked
package org.stroma.statistics.assay;

import org.jspecify.annotations.NullMarked;
