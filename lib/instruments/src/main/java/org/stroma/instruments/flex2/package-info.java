/** Results of the Nova Biomedical BioProfile FLEX2 analyser; it does not read other BioProfile models. */
@NullMarked
package org.stroma.instruments.flex2;

import org.jspecify.annotations.NullMarked;
