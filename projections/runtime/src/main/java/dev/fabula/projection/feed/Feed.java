package dev.fabula.projection.feed;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What leaves, and where to.
 *
 * @param name in kebab case, at most 48 characters; the producer's transactions are named after it
 * @param topic of Kafka, of nobody else's
 * @param contexts what stands before the dot of the wire names that leave
 * @param types wire names that leave, among those of the contexts; empty for all of them
 * @param personal whether personal fields leave in clear. What has left cannot be erased any more.
 * @param partitions of the topic where it is made, 1 to 1000
 * @param replication of the topic where it is made; -1 is the broker's default
 */
public record Feed(
        String name,
        String topic,
        Set<String> contexts,
        Set<String> types,
        boolean personal,
        int partitions,
        short replication) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
    private static final int LONGEST_NAME = 48;
    private static final int MOST_PARTITIONS = 1_000;

    /** @throws IllegalArgumentException naming what is wrong */
    public Feed {
        if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "not the name of a feed (kebab case, at most " + LONGEST_NAME + " characters): " + name);
        }
        requireTopic(topic);
        if (contexts.isEmpty()) {
            throw new IllegalArgumentException("the feed " + name + " has no contexts");
        }
        for (String type : types) {
            if (!contexts.contains(contextOf(type))) {
                throw new IllegalArgumentException("the feed " + name + " has the type " + type
                        + ", which is of none of its contexts " + contexts);
            }
        }
        if (partitions < 1 || partitions > MOST_PARTITIONS) {
            throw new IllegalArgumentException(
                    "the feed " + name + " has " + partitions + " partitions, not 1 to " + MOST_PARTITIONS);
        }
        if (replication < 1 && replication != -1) {
            throw new IllegalArgumentException("the feed " + name + " has the replication factor " + replication);
        }
        contexts = Set.copyOf(contexts);
        types = Set.copyOf(types);
    }

    /** @throws IllegalArgumentException where it is no name of a topic */
    static String requireTopic(String topic) {
        if (!TOPIC.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
            throw new IllegalArgumentException(
                    "not the name of a topic (letters, digits, . _ -, at most 249): " + topic);
        }
        return topic;
    }

    private static String contextOf(String type) {
        return type.substring(0, Math.max(0, type.indexOf('.')));
    }

    /** Whether events of that wire name leave; also of one that only a newer version knows. */
    public boolean matches(String type) {
        return contexts.contains(contextOf(type)) && (types.isEmpty() || types.contains(type));
    }

    /** What leaves, in words that are the same for the same filter. */
    public String filter() {
        return (types.isEmpty()
                        ? new TreeSet<>(contexts).stream().map(context -> context + ".*")
                        : types.stream().sorted())
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
    }
}
