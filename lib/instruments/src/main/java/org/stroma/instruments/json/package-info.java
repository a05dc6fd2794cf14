/** An ordered JSON tree and its writer; it is not a general JSON library and reads nothing. */
@NullMarked
package org.stroma.instruments.json;

import org.jspecify.annotations.NullMarked;
