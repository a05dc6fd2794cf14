/** What quantitative PCR exports of several machines share: tables, reactions, derived values; it reads no file itself. */
@NullMarked
package org.stroma.instruments.qpcr;

import org.jspecify.annotations.NullMarked;
