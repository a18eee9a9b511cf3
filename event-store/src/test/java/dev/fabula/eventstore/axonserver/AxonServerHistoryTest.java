package dev.fabula.eventstore.axonserver;

import com.google.protobuf.ByteString;
import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.EventTypes;
import dev.fabula.contracts.event.Upcasters;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.HistoryContract;
import dev.fabula.eventstore.codec.EventCodec;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.privacy.KeyTable;
import dev.fabula.eventstore.privacy.MasterKeys;
import dev.fabula.eventstore.privacy.SubjectKeys;
import io.axoniq.axonserver.connector.AxonServerConnection;
import io.axoniq.axonserver.connector.AxonServerConnectionFactory;
import io.axoniq.axonserver.connector.impl.ServerAddress;
import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** Against the Axon Server that is configured; there is none on most machines, and then the report says so. */
@EnabledIfSystemProperty(
        named = "fabula.test.axonserver",
        matches = ".+:\\d+",
        disabledReason = "no Axon Server is configured (-Dfabula.test.axonserver=host:port)")
class AxonServerHistoryTest extends HistoryContract {

    private static final EventMetadata BY =
            EventMetadata.of(new TenantId("alder"), new ActorId("olivia"), ActorKind.USER);

    private final EventCodec codec = new EventCodec(
            EventTypes.of(List.of(LetterEvent.class)),
            new Upcasters(List.of()),
            new SubjectKeys(
                    new KeyTable(new PGSimpleDataSource()),
                    MasterKeys.parse(List.of("test:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="))));
    private AxonServerConnectionFactory factory;
    private AxonServerConnection connection;

    @BeforeEach
    void connect() {
        String[] address = System.getProperty("fabula.test.axonserver").split(":", 2);
        factory = AxonServerConnectionFactory.forClient("history-contract")
                .routingServers(new ServerAddress(address[0], Integer.parseInt(address[1])))
                .build();
        connection = factory.connect("default");
    }

    @AfterEach
    void disconnect() {
        factory.shutdown();
    }

    @Override
    protected History history() {
        return new AxonServerHistory(connection::eventChannel, codec);
    }

    @Override
    protected void append(int lines) {
        String stream = Ulids.next();
        for (int i = 0; i < lines; i++) {
            append(stream, i, LINE, "1", new LetterEvent.LineWritten("line " + i));
        }
    }

    @Override
    protected void appendOther() {
        append(Ulids.next(), 0, "note.note-opened", "1", new LetterEvent.NoteOpened("title"));
    }

    @Override
    protected void appendUnknown() {
        append(Ulids.next(), 0, LINE, "99", new LetterEvent.LineWritten("from the future"));
    }

    private void append(String stream, long sequence, String type, String revision, DomainEvent event) {
        Event.Builder wire = Event.newBuilder()
                .setMessageIdentifier(Ulids.next())
                .setAggregateIdentifier(stream)
                .setAggregateSequenceNumber(sequence)
                .setAggregateType("Note")
                .setTimestamp(System.currentTimeMillis())
                .setPayload(SerializedObject.newBuilder()
                        .setType(type)
                        .setRevision(revision)
                        .setData(ByteString.copyFrom(new WireEvents(codec).write(event, BY))));
        BY.toMap()
                .forEach((name, value) -> wire.putMetaData(
                        name, MetaDataValue.newBuilder().setTextValue(value).build()));
        connection
                .eventChannel()
                .appendEvents(wire.build())
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
