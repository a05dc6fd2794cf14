/** Pages of deviations. */
@NullMarked
package org.stroma.app.quality.web;

import org.jspecify.annotations.NullMarked;
