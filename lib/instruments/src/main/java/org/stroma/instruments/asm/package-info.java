/** Assembles Allotrope Simple Model documents from measurements; it reads no files. */
@NullMarked
package org.stroma.instruments.asm;

import org.jspecify.annotations.NullMarked;
