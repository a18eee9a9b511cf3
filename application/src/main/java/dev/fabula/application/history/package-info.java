/** The history put together for this process: roles in the database, keys, Axon's parts. */
@NullMarked
package dev.fabula.application.history;

import org.jspecify.annotations.NullMarked;
