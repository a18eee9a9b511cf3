package dev.fabula.contracts.legacy;

/**
 * Something about a file that was imported nevertheless.
 *
 * @param line from 1; 0 where the whole file is meant
 * @param kind in kebab case, for instance {@code non-standard-tag}
 */
public record GedcomFinding(int line, String kind, String message) {}
