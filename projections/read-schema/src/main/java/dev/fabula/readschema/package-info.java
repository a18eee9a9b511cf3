/** Everything a reader may rely on: in PostgreSQL migrations and the jOOQ code generated from them in {@code jooq}, in Neo4j and Elasticsearch resources. */
@NullMarked
package dev.fabula.readschema;

import org.jspecify.annotations.NullMarked;
