/** Pages, forms and API of cell banks. They hold no rule of their own. */
@NullMarked
package org.stroma.app.bank.web;

import org.jspecify.annotations.NullMarked;
