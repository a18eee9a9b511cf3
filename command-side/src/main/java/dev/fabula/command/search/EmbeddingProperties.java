package dev.fabula.command.search;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How texts get vectors, under {@code fabula.embedding}.
 *
 * @param enabled whether this node makes any
 * @param sources that are looked at together
 * @param texts of one call, at most
 * @param characters of one call, at most; a single chunk is always sent
 * @param timeout of one call, over all attempts
 * @param lease after which a node that no longer says anything has lost what it was working on
 * @param outOfBudget how long a tenant's texts wait once its budget is used up
 */
@ConfigurationProperties("fabula.embedding")
public record EmbeddingProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("64") int sources,
        @DefaultValue("64") int texts,
        @DefaultValue("60000") int characters,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("10m") Duration lease,
        @DefaultValue("15m") Duration outOfBudget) {

    public EmbeddingProperties {
        if (sources < 1 || texts < 1 || characters < 1) {
            throw new IllegalArgumentException("fabula.embedding: sources, texts and characters are at least 1");
        }
    }
}
