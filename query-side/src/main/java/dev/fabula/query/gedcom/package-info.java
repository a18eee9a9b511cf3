/** How people and what joins them become records of a file: families put together, records named, pointers led. */
@NullMarked
package dev.fabula.query.gedcom;

import org.jspecify.annotations.NullMarked;
