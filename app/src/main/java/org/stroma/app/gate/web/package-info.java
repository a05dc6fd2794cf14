/** The gate page: requirement, limit, evidence, verdict, clause, and the sign panel beside it. */
@NullMarked
package org.stroma.app.gate.web;

import org.jspecify.annotations.NullMarked;
