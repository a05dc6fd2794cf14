/** Plate readings exported as text by Molecular Devices SoftMax Pro; it does not read its documents or its XML. */
@NullMarked
package org.stroma.instruments.softmax;

import org.jspecify.annotations.NullMarked;
