/** Plate readings exported by PerkinElmer EnVision Workstation; it does not read Kaleido files. */
@NullMarked
package org.stroma.instruments.envision;

import org.jspecify.annotations.NullMarked;
