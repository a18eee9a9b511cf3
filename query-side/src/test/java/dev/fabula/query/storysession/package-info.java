/** How a story is put together from its sessions. */
@NullMarked
package dev.fabula.query.storysession;

import org.jspecify.annotations.NullMarked;
