/** Plate readings exported as text by BioTek (Agilent) Gen5; it does not read its images or its experiment files. */
@NullMarked
package org.stroma.instruments.gen5;

import org.jspecify.annotations.NullMarked;
