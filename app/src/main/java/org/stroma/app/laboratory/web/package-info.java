/** Pages of the laboratory. */
@NullMarked
package org.stroma.app.laboratory.web;

import org.jspecify.annotations.NullMarked;
