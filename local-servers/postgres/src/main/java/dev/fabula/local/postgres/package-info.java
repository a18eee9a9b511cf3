/** PostgreSQL as a child process, guarded by a small JVM. */
@NullMarked
package dev.fabula.local.postgres;

import org.jspecify.annotations.NullMarked;
