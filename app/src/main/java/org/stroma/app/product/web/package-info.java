/** The product page and its API. It changes nothing but the approval of a draft. */
@NullMarked
package org.stroma.app.product.web;

import org.jspecify.annotations.NullMarked;
