/** Integration feeds of this installation: which there are, where they go, and what callers read of them. */
@NullMarked
package dev.fabula.application.feed;

import org.jspecify.annotations.NullMarked;
