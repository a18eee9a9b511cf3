package dev.fabula.eventstore.command;

import dev.fabula.contracts.event.EventMetadata;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/** Hands down from each message to those that follow from it who acted, for whom, and what began it all. */
public final class Provenance implements CorrelationDataProvider {

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        Map<String, Object> handedDown = new HashMap<>();
        message.getMetaData().forEach((key, value) -> {
            if (EventMetadata.isKnown(key) && value != null) {
                handedDown.put(key, value);
            }
        });
        handedDown.putIfAbsent(EventMetadata.CORRELATION, message.getIdentifier());
        handedDown.put(EventMetadata.CAUSATION, message.getIdentifier());
        return handedDown;
    }
}
