/**
 * The Single European Code of tissues and cells (Directive 2006/86/EC, Annex VII, as amended by Directive (EU) 2015/565).
 * The compendia of establishments and products are not consulted.
 */
@NullMarked
package org.stroma.codes.sec;

import org.jspecify.annotations.NullMarked;
