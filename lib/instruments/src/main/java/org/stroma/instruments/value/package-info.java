/** Numbers, dates and censored values as printed in files; it knows no file format. */
@NullMarked
package org.stroma.instruments.value;

import org.jspecify.annotations.NullMarked;
