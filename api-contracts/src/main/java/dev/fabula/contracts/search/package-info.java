/** How texts are cut and named to be found by what they mean, and that they were. */
@NullMarked
package dev.fabula.contracts.search;

import org.jspecify.annotations.NullMarked;
