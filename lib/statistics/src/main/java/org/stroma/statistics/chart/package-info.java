/** Control charts with run rules and their run lengths; what a signal means for a process is for people to find out. */
@NullMarked
package org.stroma.statistics.chart;

import org.jspecify.annotations.NullMarked;
