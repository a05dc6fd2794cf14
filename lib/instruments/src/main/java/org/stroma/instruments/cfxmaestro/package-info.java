/** Tables of Cq values exported by Bio-Rad CFX Maestro; it does not read its .pcrd files. */
@NullMarked
package org.stroma.instruments.cfxmaestro;

import org.jspecify.annotations.NullMarked;
