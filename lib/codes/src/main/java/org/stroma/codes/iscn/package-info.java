/**
 * Karyotypes in the International System for Human Cytogenomic Nomenclature (ISCN), as far as banded metaphases of
 * cultured cells need it, and the rule that tells a clone from a single cell. It accepts and rejects no bank.
 */
@NullMarked
package org.stroma.codes.iscn;

import org.jspecify.annotations.NullMarked;
