/** What operators do and see: everything under /api/admin. */
@NullMarked
package dev.fabula.application.operations;

import org.jspecify.annotations.NullMarked;
