/** Pages of standards: the register, one standard with its versions and differences, the clauses, published comparisons. */
@NullMarked
package org.stroma.app.standard.web;

import org.jspecify.annotations.NullMarked;
