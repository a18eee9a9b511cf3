/** What operators are told. */
@NullMarked
package dev.fabula.application.operations;

import org.jspecify.annotations.NullMarked;
