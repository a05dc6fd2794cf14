/** Tests that point at values far from the rest; a test alone never makes a result invalid. */
@NullMarked
package org.stroma.statistics.outlier;

import org.jspecify.annotations.NullMarked;
