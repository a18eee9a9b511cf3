/** The language every module speaks: ids, commands, events, queries, views. */
@NullMarked
package dev.fabula.contracts;

import org.jspecify.annotations.NullMarked;
