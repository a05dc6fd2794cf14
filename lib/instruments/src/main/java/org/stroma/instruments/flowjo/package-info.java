/** Workspaces of FlowJo with their populations, gates and statistics; it reads no events and applies no gates. */
@NullMarked
package org.stroma.instruments.flowjo;

import org.jspecify.annotations.NullMarked;
