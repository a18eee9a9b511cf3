/** Neo4j Community as a child process; its classes are reached by name alone, because its licence is not ours. */
@NullMarked
package dev.fabula.local.neo4j;

import org.jspecify.annotations.NullMarked;
