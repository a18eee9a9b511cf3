package dev.fabula.command.storysession;

/**
 * Something that listeners to a beat hear.
 *
 * @param id its number, from 1
 * @param event what it is: token, restart, beat, usage, problem, done
 * @param data what is said, to become JSON
 */
record Frame(int id, String event, Object data) {}
