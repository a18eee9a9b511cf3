/** What every local server process does alike: options in, READY out, and an end when its parent ends. */
@NullMarked
package dev.fabula.local.child;

import org.jspecify.annotations.NullMarked;
