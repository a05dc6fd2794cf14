/**
 * GS1 keys, element strings, digital links and what scanners send for them. Company prefixes, product data and
 * resolvers are not consulted.
 */
@NullMarked
package org.stroma.codes.gs1;

import org.jspecify.annotations.NullMarked;
