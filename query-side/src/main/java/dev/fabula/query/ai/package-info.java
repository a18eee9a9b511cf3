/** What a tenant sees of its calls to models. */
@NullMarked
package dev.fabula.query.ai;

import org.jspecify.annotations.NullMarked;
