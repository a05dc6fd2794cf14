/**
 * Tells from what a scanner or a person entered which kind of code it is. What the code stands for is found elsewhere.
 */
@NullMarked
package org.stroma.codes.scan;

import org.jspecify.annotations.NullMarked;
