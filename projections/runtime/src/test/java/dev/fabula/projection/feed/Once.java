package dev.fabula.projection.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.eventstore.StoredHistory;
import dev.fabula.eventstore.StoredRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What every consumer is promised. */
final class Once {

    private Once() {}

    /** Every event of history that matches is there once, nothing else is, and each aggregate is in order. */
    static void requireAll(Town town, String bootstrap, Feed feed) {
        List<Reader.Seen> seen = Reader.all(bootstrap, feed.topic());
        List<Long> expected = new ArrayList<>();
        try (StoredHistory.Cursor cursor = town.history().history().readStored(0, Long.MAX_VALUE, feed::matches)) {
            for (List<StoredRecord> page = cursor.next(); !page.isEmpty(); page = cursor.next()) {
                page.forEach(event -> expected.add(event.position()));
            }
        }
        assertThat(expected).isNotEmpty();
        assertThat(seen.stream().map(Reader.Seen::position).sorted().toList()).isEqualTo(expected);
        Map<String, String> last = new HashMap<>();
        Map<String, Integer> partitions = new HashMap<>();
        for (Reader.Seen record : seen) {
            String before = last.put(record.key(), record.header("ce_sequence"));
            if (before != null) {
                assertThat(record.header("ce_sequence")).as(record.key()).isGreaterThan(before);
            }
            Integer partition = partitions.put(record.key(), record.partition());
            assertThat(partition == null || partition == record.partition()).isTrue();
        }
    }
}
