/** What tests of the application share: a real database, real sign-in, a browser. It tests nothing itself. */
@NullMarked
package org.stroma.app.testing;

import org.jspecify.annotations.NullMarked;
