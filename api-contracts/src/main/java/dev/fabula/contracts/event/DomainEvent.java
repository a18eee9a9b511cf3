package dev.fabula.contracts.event;

/**
 * Something that happened and is stored for ever. Each context has one sealed interface of these; each record in it
 * carries an {@link EventType}. Constructors never throw, because history must always load.
 */
public interface DomainEvent {}
