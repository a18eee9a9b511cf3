/** Read models as graphs in Neo4j: records as nodes and relationships, generations as labels, a marker for readers. */
@NullMarked
package dev.fabula.projection.neo4j;

import org.jspecify.annotations.NullMarked;
