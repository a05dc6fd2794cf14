/**
 * China's drug traceability code (药品追溯码, NMPAB/T 1002). Whether a code was issued, and for what, only the
 * traceability systems know.
 */
@NullMarked
package org.stroma.codes.china;

import org.jspecify.annotations.NullMarked;
