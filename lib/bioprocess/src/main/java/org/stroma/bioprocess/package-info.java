/** Counting, growth, seeding, fill, dose and endotoxin calculations for cell therapy; it decides nothing about them. */
@NullMarked
package org.stroma.bioprocess;

import org.jspecify.annotations.NullMarked;
