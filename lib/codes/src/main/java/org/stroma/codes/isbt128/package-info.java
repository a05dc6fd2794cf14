/**
 * ISBT 128 by its published structure: donation numbers, product codes, data structures and messages of them. Facility
 * and product tables are licensed by ICCBBA and are not here; using ISBT 128 on labels needs that licence.
 */
@NullMarked
package org.stroma.codes.isbt128;

import org.jspecify.annotations.NullMarked;
