/** An ordered JSON tree, its writer and a packed form for large documents; it is not a general JSON library and reads no JSON. */
@NullMarked
package org.stroma.instruments.json;

import org.jspecify.annotations.NullMarked;
