/** The trace page: a drawn graph and a table of the same nodes. */
@NullMarked
package org.stroma.app.genealogy.web;

import org.jspecify.annotations.NullMarked;
