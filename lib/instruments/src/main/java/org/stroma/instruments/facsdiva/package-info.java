/** Experiments of BD FACSDiva as exported to XML; it reads no events and applies no gates. */
@NullMarked
package org.stroma.instruments.facsdiva;

import org.jspecify.annotations.NullMarked;
