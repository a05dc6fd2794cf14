/** Electrochemiluminescence plates of Meso Scale Discovery, as instrument and as analysis tables; it fits no curves. */
@NullMarked
package org.stroma.instruments.msd;

import org.jspecify.annotations.NullMarked;
