package dev.fabula.contracts.storysession;

/**
 * A way on that a beat offers.
 *
 * @param id unique within the beat: its number as text, from 1
 */
public record BeatChoice(String id, String text) {}
