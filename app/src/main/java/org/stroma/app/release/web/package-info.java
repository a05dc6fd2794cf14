/** Pages of releases. */
@NullMarked
package org.stroma.app.release.web;

import org.jspecify.annotations.NullMarked;
