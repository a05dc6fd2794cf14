/** Pages, forms and API of the hospital. They hold no rule of their own. */
@NullMarked
package org.stroma.app.clinic.web;

import org.jspecify.annotations.NullMarked;
