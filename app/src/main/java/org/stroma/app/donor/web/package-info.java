/** Pages and API of donors and tissue. They show codes only and decide nothing. */
@NullMarked
package org.stroma.app.donor.web;

import org.jspecify.annotations.NullMarked;
