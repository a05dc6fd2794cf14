/** Workbooks of Applied Biosystems Design & Analysis and Diomni software; it does not read their .eds files. */
@NullMarked
package org.stroma.instruments.designanalysis;

import org.jspecify.annotations.NullMarked;
