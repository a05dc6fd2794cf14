/** Readings exported by the Thermo Fisher Qubit 4 fluorometer; it does not read those of Qubit Flex. */
@NullMarked
package org.stroma.instruments.qubit;

import org.jspecify.annotations.NullMarked;
