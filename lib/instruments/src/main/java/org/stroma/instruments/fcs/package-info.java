/**
 * Reads Flow Cytometry Standard files (2.0, 3.0, 3.1, 3.2, and LMD files of that form): keywords, parameters, events and
 * compensation. It gates nothing and plots nothing.
 */
@NullMarked
package org.stroma.instruments.fcs;

import org.jspecify.annotations.NullMarked;
