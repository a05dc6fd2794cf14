/** Results of the Roche Cedex Bio and Bio HT analysers; it does not read Cedex HiRes files. */
@NullMarked
package org.stroma.instruments.cedexbio;

import org.jspecify.annotations.NullMarked;
