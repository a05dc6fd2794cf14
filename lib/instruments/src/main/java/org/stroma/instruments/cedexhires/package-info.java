/** Cell counts exported by Roche Cedex HiRes; it does not read Cedex Bio files. */
@NullMarked
package org.stroma.instruments.cedexhires;

import org.jspecify.annotations.NullMarked;
