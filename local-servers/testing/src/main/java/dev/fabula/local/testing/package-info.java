/** Real servers for tests, shared by a whole build. */
@NullMarked
package dev.fabula.local.testing;

import org.jspecify.annotations.NullMarked;
