/**
 * Check characters by which a misread or mistyped code is noticed. Each class is one algorithm on plain text; which
 * code uses which one is said elsewhere.
 */
@NullMarked
package org.stroma.codes.check;

import org.jspecify.annotations.NullMarked;
