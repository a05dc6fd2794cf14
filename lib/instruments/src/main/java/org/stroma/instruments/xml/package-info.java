/** Reads XML without document types or entities into a small tree; it is not a general XML library. */
@NullMarked
package org.stroma.instruments.xml;

import org.jspecify.annotations.NullMarked;
