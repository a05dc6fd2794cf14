/**
 * Measures a panel of surface markers on gated events, each marker by its own gate; it knows no specification and averages
 * nothing.
 */
@NullMarked
package org.stroma.instruments.panel;

import org.jspecify.annotations.NullMarked;
