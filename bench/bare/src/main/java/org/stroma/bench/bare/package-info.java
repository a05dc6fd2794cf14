/** The smallest web application of the framework, to be started beside Stroma. It measures nothing itself. */
@NullMarked
package org.stroma.bench.bare;

import org.jspecify.annotations.NullMarked;
