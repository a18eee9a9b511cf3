@NullMarked
package dev.fabula.projection.neo4j;

import org.jspecify.annotations.NullMarked;
