/** Tables of text from delimited files and workbooks, with the place of every cell; it knows no machine and maps nothing. */
@NullMarked
package org.stroma.instruments.table;

import org.jspecify.annotations.NullMarked;
