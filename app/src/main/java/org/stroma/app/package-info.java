/** The application of Stroma; its sub-packages are its modules. Nothing lives here but the start. */
@NullMarked
package org.stroma.app;

import org.jspecify.annotations.NullMarked;
