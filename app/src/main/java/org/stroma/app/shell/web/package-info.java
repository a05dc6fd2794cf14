/** The pages that belong to no module: sign-in, scan, errors; and what every page's model carries. */
@NullMarked
package org.stroma.app.shell.web;

import org.jspecify.annotations.NullMarked;
