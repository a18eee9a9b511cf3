/** Stored bytes and what they stand for. */
@org.jspecify.annotations.NullMarked
package dev.fabula.eventstore.codec;
