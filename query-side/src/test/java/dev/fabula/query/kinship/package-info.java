/** Who is what of whom, checked by hand and against slow and simple searches. */
@NullMarked
package dev.fabula.query.kinship;

import org.jspecify.annotations.NullMarked;
