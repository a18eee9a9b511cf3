package dev.fabula.command.storysession;

import java.math.BigDecimal;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Story sessions, under {@code fabula.story}.
 *
 * @param maxTokens of a beat
 * @param timeout for one beat, over all providers
 * @param patience how long a request waits for its beat before it is answered 202
 * @param lease after which a node that no longer says anything has lost the beats it was telling
 * @param kept how long a beat that was told can still be listened to
 * @param expireAfter without anything happening; in whole days
 * @param perUser requests for beats a minute
 * @param perTenant requests for beats a minute
 * @param guestBeats beats a day for somebody who is only a guest
 */
@ConfigurationProperties("fabula.story")
public record StoryProperties(
        @DefaultValue("1024") int maxTokens,
        @DefaultValue("0.9") double temperature,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("90s") Duration patience,
        @DefaultValue("10s") Duration lease,
        @DefaultValue("5m") Duration kept,
        @DefaultValue("30d") Duration expireAfter,
        @DefaultValue("60") int perUser,
        @DefaultValue("1200") int perTenant,
        @DefaultValue("20") BigDecimal guestBeats) {}
