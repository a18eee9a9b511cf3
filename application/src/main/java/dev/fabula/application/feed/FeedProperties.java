package dev.fabula.application.feed;

import dev.fabula.projection.feed.Feed;
import dev.fabula.projection.feed.FeedSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Integration feeds, under {@code fabula.feeds}. They run where {@code fabula.kafka.bootstrap-servers} says where Kafka is.
 *
 * @param enabled whether feeds run at all
 * @param topicPrefix of the topics of feeds for which no topic is configured
 * @param transactionPrefix of transactional ids; another one for each installation on the same Kafka
 * @param partitions of topics that are made, unless a feed says otherwise
 * @param replication of topics that are made, unless a feed says otherwise; -1 is the broker's default
 * @param lease for how long a feed belongs to a node that no longer says anything
 * @param rhythm between two looks at what there is to run
 * @param batch records in one transaction, at most
 * @param patience for how long Kafka is waited for before that counts as a failure
 * @param pause after a failure, before it is tried again; doubles up to a minute
 * @param kafka further settings of every client of Kafka, for instance how to authenticate
 * @param of the feeds by name; those of the contexts that the product has are there without being named
 */
@ConfigurationProperties("fabula.feeds")
public record FeedProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("fabula.") String topicPrefix,
        @DefaultValue("fabula-") String transactionPrefix,
        @DefaultValue("6") int partitions,
        @DefaultValue("-1") short replication,
        @DefaultValue("10s") Duration lease,
        @DefaultValue("1s") Duration rhythm,
        @DefaultValue("10000") int batch,
        @DefaultValue("10s") Duration patience,
        @DefaultValue("2s") Duration pause,
        @DefaultValue Map<String, String> kafka,
        @DefaultValue Map<String, One> of) {

    /** The contexts that integrations are about, each with a feed of its own; privacy, because it says who was erased. */
    private static final List<String> USUAL = List.of("storysession", "persona", "project", "legacy", "privacy");

    private static final int NAMED_DIFFERENCES = 20;

    /**
     * A feed.
     *
     * @param enabled whether there is this feed
     * @param topic nothing is the prefix, the name and .v1
     * @param contexts nothing is the one that is called like the feed
     * @param types wire names; empty for all of the contexts
     * @param personal whether personal fields leave in clear. What has left cannot be erased any more.
     */
    public record One(
            @DefaultValue("true") boolean enabled,
            @Nullable String topic,
            @DefaultValue Set<String> contexts,
            @DefaultValue Set<String> types,
            @DefaultValue("false") boolean personal,
            @Nullable Integer partitions,
            @Nullable Short replication) {

        private static final One USUAL = new One(true, null, Set.of(), Set.of(), false, null, null);
    }

    @Override
    public String toString() {
        // Settings of clients may have passwords among them.
        return "FeedProperties[" + of.keySet() + "]";
    }

    FeedSettings settings() {
        return new FeedSettings(lease, rhythm, batch, patience, pause, NAMED_DIFFERENCES);
    }

    /**
     * The feeds, in the order of their names.
     *
     * @param known the contexts that there are
     * @throws IllegalArgumentException naming the feed, where one is wrong
     */
    List<Feed> feeds(Set<String> known) {
        Map<String, One> all = new TreeMap<>();
        USUAL.stream().filter(known::contains).forEach(context -> all.put(context, One.USUAL));
        all.putAll(of);
        List<Feed> feeds = new ArrayList<>();
        all.forEach((name, one) -> {
            if (one.enabled()) {
                feeds.add(feed(name, one, known));
            }
        });
        return List.copyOf(feeds);
    }

    private Feed feed(String name, One one, Set<String> known) {
        Set<String> contexts = one.contexts().isEmpty() ? Set.of(name) : one.contexts();
        for (String context : contexts) {
            if (!known.contains(context)) {
                throw new IllegalArgumentException(
                        "fabula.feeds.of." + name + " names the context " + context + "; there are " + known);
            }
        }
        String topic = one.topic();
        Integer own = one.partitions();
        Short copies = one.replication();
        return new Feed(
                name,
                topic == null ? topicPrefix + name + ".v1" : topic,
                contexts,
                one.types(),
                one.personal(),
                own == null ? partitions : own,
                copies == null ? replication : copies);
    }
}
