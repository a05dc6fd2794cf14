/** Pages, forms and API of cultivation and filling. They hold no rule of their own. */
@NullMarked
package org.stroma.app.batch.web;

import org.jspecify.annotations.NullMarked;
