/** Pages, forms and API of shipments, orders and qualifications. They hold no rule of their own. */
@NullMarked
package org.stroma.app.distribution.web;

import org.jspecify.annotations.NullMarked;
