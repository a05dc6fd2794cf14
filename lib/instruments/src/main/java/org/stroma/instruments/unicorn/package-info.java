/** Results exported by Cytiva UNICORN as archives; it evaluates no curves and controls no system. */
@NullMarked
package org.stroma.instruments.unicorn;

import org.jspecify.annotations.NullMarked;
