/** Plate readings exported by Thermo Fisher SkanIt to workbooks; it does not read its session files. */
@NullMarked
package org.stroma.instruments.skanit;

import org.jspecify.annotations.NullMarked;
