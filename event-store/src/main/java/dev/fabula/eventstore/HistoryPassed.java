package dev.fabula.eventstore;

/**
 * Says in a stream of some types that everything up to its token has been looked at and nothing of those types is there
 * any more. Without it a reader of rare types could not tell that it is up to date.
 */
public record HistoryPassed() {}
