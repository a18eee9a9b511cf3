/** Elasticsearch as a child process: one node of the server's core. */
@NullMarked
package dev.fabula.local.elasticsearch;

import org.jspecify.annotations.NullMarked;
