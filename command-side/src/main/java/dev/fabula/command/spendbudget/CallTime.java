package dev.fabula.command.spendbudget;

import dev.fabula.eventstore.codec.Ulids;
import java.time.Instant;
import java.util.Optional;

/** When a call was named, as its ULID says: the first 48 bits are milliseconds. */
final class CallTime {

    private CallTime() {}

    static Optional<Instant> of(String callId) {
        return Ulids.isUlid(callId)
                ? Optional.of(
                        Instant.ofEpochMilli(Ulids.toUuid("a call", callId).getMostSignificantBits() >>> 16))
                : Optional.empty();
    }
}
