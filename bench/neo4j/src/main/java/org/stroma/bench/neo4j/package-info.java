/** The same genealogy in an embedded graph database, asked the same questions. It is no part of the product. */
@NullMarked
package org.stroma.bench.neo4j;

import org.jspecify.annotations.NullMarked;
