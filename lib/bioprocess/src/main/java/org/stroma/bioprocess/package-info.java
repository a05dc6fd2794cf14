/**
 * Counting, growth, seeding, rates, fill, dose, endotoxin limit and haemodilution for cell therapy. It decides nothing
 * about a batch, a donor or a patient, and it holds no limit: limits and factors are arguments.
 */
@NullMarked
package org.stroma.bioprocess;

import org.jspecify.annotations.NullMarked;
