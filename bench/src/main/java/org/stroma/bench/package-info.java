/** Measures the libraries, each figure beside a named peer or limit of the same run. It tests nothing and is no part of the product. */
@NullMarked
package org.stroma.bench;

import org.jspecify.annotations.NullMarked;
