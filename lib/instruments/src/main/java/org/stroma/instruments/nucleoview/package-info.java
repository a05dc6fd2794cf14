/** Cell counts of the ChemoMetec NucleoCounter NC-200 exported by NucleoView; it does not read NC-View or NC-202 files. */
@NullMarked
package org.stroma.instruments.nucleoview;

import org.jspecify.annotations.NullMarked;
