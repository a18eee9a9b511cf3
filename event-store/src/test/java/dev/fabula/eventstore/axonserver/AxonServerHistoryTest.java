package dev.fabula.eventstore.axonserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.HistoryContract;
import dev.fabula.eventstore.HistoryCursor;
import dev.fabula.eventstore.HistoryRange;
import dev.fabula.eventstore.UnreadableEventException;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.sample.LetterEvent.LetterSealed;
import io.axoniq.axonserver.connector.AxonServerConnection;
import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Against the Axon Server that is configured; there is none on most machines, and then the report says so. It must be for
 * tests alone, because events of no use stay in it.
 */
@EnabledIfSystemProperty(
        named = "fabula.test.axonserver",
        matches = ".+:\\d+",
        disabledReason = "no Axon Server is configured (-Dfabula.test.axonserver=host:port)")
class AxonServerHistoryTest extends HistoryContract {

    private final SampleKeys keys = new SampleKeys(AxonServerHistoryTest.class);
    private Configuration axon;

    @BeforeEach
    void connect() {
        axon = SampleAxon.configuration(System.getProperty("fabula.test.axonserver"), keys.codec());
        axon.start();
    }

    @AfterEach
    void disconnect() {
        axon.shutdown();
        keys.close();
    }

    private AxonServerConnection connection() {
        return axon.getComponent(AxonServerConnectionManager.class).getConnection();
    }

    @Override
    protected History history() {
        return new AxonServerHistory(() -> connection().eventChannel(), keys.codec());
    }

    @Override
    protected String append(List<? extends DomainEvent> events) {
        String stream = Ulids.next();
        List<GenericDomainEventMessage<?>> messages = new ArrayList<>();
        for (DomainEvent event : events) {
            messages.add(new GenericDomainEventMessage<>("Letter", stream, messages.size(), event, BY.toMap()));
        }
        axon.eventStore().publish(messages);
        return stream;
    }

    @Override
    protected void appendStored(String type, int revision, String payload) {
        String wire =
                "{\"tenant\":\"alder\",\"metadata\":{\"actorId\":\"olivia\",\"actorKind\":\"user\",\"later\":[1]},"
                        + "\"event\":" + payload + "}";
        Event event = Event.newBuilder()
                .setMessageIdentifier(Ulids.next())
                .setAggregateIdentifier(Ulids.next())
                .setAggregateType("Letter")
                .setTimestamp(System.currentTimeMillis())
                .setPayload(SerializedObject.newBuilder()
                        .setType(type)
                        .setRevision(Integer.toString(revision))
                        .setData(ByteString.copyFromUtf8(wire)))
                .putMetaData(
                        EventMetadata.TENANT,
                        MetaDataValue.newBuilder().setTextValue("alder").build())
                .build();
        connection()
                .eventChannel()
                .appendEvents(event)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void whoeverAsksAgainAfterAnEventThatCannotBeReadMissesNothing() {
        long before = history().head();
        append(List.of(new LetterSealed("red")));
        appendStored("letter.letter-sealed", 99, "{}");
        append(List.of(new LetterSealed("blue")));
        try (HistoryCursor cursor = history().read(HistoryRange.of(before, before + 3))) {
            assertThat(cursor.next()).extracting(Recorded::position).containsExactly(before + 1);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(cursor::next).isInstanceOf(UnreadableEventException.class);
                assertThat(cursor.position()).isEqualTo(before + 1);
            }
        }
    }
}
