/** Cell counts exported by ChemoMetec NC-View; it does not read NucleoView files. */
@NullMarked
package org.stroma.instruments.ncview;

import org.jspecify.annotations.NullMarked;
