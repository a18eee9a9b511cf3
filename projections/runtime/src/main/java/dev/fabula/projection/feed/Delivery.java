package dev.fabula.projection.feed;

import dev.fabula.eventstore.HistoryUnavailableException;
import dev.fabula.eventstore.StoredHistory;
import dev.fabula.eventstore.StoredRecord;
import java.util.List;
import java.util.function.Predicate;

/** Takes a range of history to a topic. The one way there is, live and in replays. */
final class Delivery {

    /** Is told page by page and commit by commit; ends it by throwing. */
    interface Watch {
        /**
         * @param last the event that came last
         * @param records that became part of the topic
         */
        void committed(StoredRecord last, int records);

        /** @param position up to which everything that matches is in the topic */
        void reached(long position);
    }

    private final StoredHistory history;
    private final FeedRecords records;
    private final Predicate<String> types;
    private final int batch;
    private final Watch watch;

    /** @param batch records in a transaction, at most */
    Delivery(StoredHistory history, FeedRecords records, Predicate<String> types, int batch, Watch watch) {
        this.history = history;
        this.records = records;
        this.types = types;
        this.batch = batch;
        this.watch = watch;
    }

    /**
     * Everything that matches of that range is in the topic when it returns.
     *
     * @return up to where it went: to the end of the range, or of history
     * @throws HistoryUnavailableException where the history cannot be read
     * @throws FeedUnavailableException where Kafka does not take it
     * @throws FeedStoppedException where an event cannot be sent; what is before it is
     */
    long run(Transactions transactions, long fromExclusive, long toInclusive) {
        StoredRecord last = null;
        try (StoredHistory.Cursor cursor = history.readStored(fromExclusive, toInclusive, types)) {
            for (List<StoredRecord> page = cursor.next(); !page.isEmpty(); page = cursor.next()) {
                for (StoredRecord event : page) {
                    try {
                        transactions.send(event, records.of(event));
                    } catch (FeedStoppedException stopped) {
                        if (last != null && transactions.works()) {
                            commit(transactions, last);
                        }
                        throw stopped;
                    }
                    last = event;
                    if (transactions.open() >= batch) {
                        commit(transactions, event);
                    }
                }
                watch.reached(transactions.position());
            }
            if (last != null) {
                commit(transactions, last);
            }
            watch.reached(cursor.position());
            return cursor.position();
        }
    }

    private void commit(Transactions transactions, StoredRecord last) {
        int count = transactions.open();
        transactions.commit(last.position());
        if (count > 0) {
            watch.committed(last, count);
        }
    }
}
