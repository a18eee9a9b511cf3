/** A module of the server: analyzers under the names that they have in a full distribution. */
@NullMarked
package dev.fabula.local.elasticsearch.analysis;

import org.jspecify.annotations.NullMarked;
