/** Searching put together for this process: where vectors are kept, and who may ask for new ones. */
@NullMarked
package dev.fabula.application.search;

import org.jspecify.annotations.NullMarked;
