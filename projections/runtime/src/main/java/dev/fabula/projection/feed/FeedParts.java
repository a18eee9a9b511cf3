package dev.fabula.projection.feed;

import dev.fabula.eventstore.StoredHistory;
import dev.fabula.eventstore.codec.EventCodec;
import dev.fabula.eventstore.postgres.HeadWatch;
import dev.fabula.eventstore.privacy.SealedValues;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What all that work on feeds share.
 *
 * @param prefix of transactional ids, so that installations on one Kafka do not end each other's transactions
 */
record FeedParts(
        String node,
        String prefix,
        FeedTable table,
        FeedJobs jobs,
        Broker broker,
        StoredHistory history,
        HeadWatch head,
        EventForms forms,
        EventCodec codec,
        SealedValues sealed,
        FeedSettings settings,
        MeterRegistry meters) {

    String transactionalId(Feed feed) {
        return prefix + "feed-" + feed.name() + '-' + feed.topic();
    }

    String transactionalId(FeedJob replay) {
        return prefix + "replay-" + replay.id() + '-' + replay.topic();
    }

    FeedRecords records(Feed feed, String topic) {
        return new FeedRecords(
                topic, forms, codec, feed.personal() ? Outgoing.inClear(sealed) : Outgoing.withholding());
    }
}
