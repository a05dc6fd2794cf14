/**
 * Series of readings against time and what a cold chain asks of them; it judges against no limit of its own.
 */
@NullMarked
package org.stroma.instruments.logger;

import org.jspecify.annotations.NullMarked;
