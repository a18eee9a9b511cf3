package dev.fabula.query;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Queries, under {@code fabula.query}.
 *
 * @param longestWait how long a request may wait for a position, at most
 * @param timeout how long the database may take for one query, in whole seconds
 * @param pageSize entries a page, at most
 * @param exports how many files may be written at the same time by this process, each with a connection of its own
 * @param longestExport how long the writing of one may take, in whole seconds, at the pace of who reads it
 */
@ConfigurationProperties("fabula.query")
public record QueryProperties(
        @DefaultValue("10s") Duration longestWait,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("200") int pageSize,
        @DefaultValue("4") int exports,
        @DefaultValue("10m") Duration longestExport) {}
