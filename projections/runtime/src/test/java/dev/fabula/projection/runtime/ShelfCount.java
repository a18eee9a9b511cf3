package dev.fabula.projection.runtime;

/** How full a shelf is. */
record ShelfCount(int books, long changes) {}
