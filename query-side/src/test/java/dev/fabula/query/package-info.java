/** What requests may say, and what they get. */
@NullMarked
package dev.fabula.query;

import org.jspecify.annotations.NullMarked;
