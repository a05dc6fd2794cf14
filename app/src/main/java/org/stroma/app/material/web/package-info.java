/** Pages and API of materials: register, lot with its evidence matrix, solutions, stock, impact. They decide nothing. */
@NullMarked
package org.stroma.app.material.web;

import org.jspecify.annotations.NullMarked;
