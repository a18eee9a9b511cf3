package dev.fabula.projection.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.event.EventTypes;
import dev.fabula.contracts.event.Upcasters;
import dev.fabula.eventstore.StoredRecord;
import dev.fabula.eventstore.codec.EventCodec;
import dev.fabula.eventstore.privacy.KeyTable;
import dev.fabula.eventstore.privacy.MasterKeys;
import dev.fabula.eventstore.privacy.SubjectKeys;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.CloudEventDeserializer;
import io.cloudevents.kafka.CloudEventSerializer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The headers that are written here are those that the CloudEvents SDK writes and reads. */
class CloudEventsTest {

    private static final String STORY = "01K9ZZZZZZZZZZZZZZZZZZZZZZ";
    private static final String PAYLOAD = "{\"session\":\"" + STORY + "\",\"reason\":\"finished\"}";
    private static final String METADATA = "{\"actorId\":\"olivia\",\"actorKind\":\"user\",\"correlationId\":\"c-1\","
            + "\"causationId\":\"c-2\",\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\","
            + "\"pluginId\":\"p-1\",\"origin\":{\"subject\":\"olivia\",\"sealed\":\"AAAA\"}}";

    /** No key is needed for what is withheld, so there is no database behind this. */
    private static ProducerRecord<byte[], byte[]> ours() {
        SubjectKeys none = new SubjectKeys(
                new KeyTable(new PGSimpleDataSource()),
                MasterKeys.parse(List.of("first:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")));
        EventTypes types = EventTypes.fabula();
        return new FeedRecords(
                        "t",
                        EventForms.of(types),
                        new EventCodec(types, new Upcasters(List.of()), none),
                        Outgoing.withholding())
                .of(new StoredRecord(
                        4711,
                        Instant.parse("2026-01-31T12:00:00.123456Z"),
                        "alder",
                        STORY,
                        7,
                        "01KA000000000000000000000A",
                        "storysession.story-ended",
                        1,
                        METADATA.getBytes(StandardCharsets.UTF_8),
                        PAYLOAD.getBytes(StandardCharsets.UTF_8)));
    }

    private static CloudEvent theSame() {
        return CloudEventBuilder.v1()
                .withId("01KA000000000000000000000A")
                .withType("fabula.storysession.story-ended.v1")
                .withSource(URI.create("/fabula/alder"))
                .withSubject("StorySession/" + STORY)
                .withTime(OffsetDateTime.parse("2026-01-31T12:00:00.123456Z"))
                .withDataContentType("application/json")
                .withData(PAYLOAD.getBytes(StandardCharsets.UTF_8))
                .withExtension("sequence", "0000000000000000007")
                .withExtension("position", "4711")
                .withExtension("partitionkey", STORY)
                .withExtension("tenantid", "alder")
                .withExtension("authid", "olivia")
                .withExtension("authtype", "app_user")
                .withExtension("correlationid", "c-1")
                .withExtension("causationid", "c-2")
                .withExtension("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .withExtension("pluginid", "p-1")
                .build();
    }

    private static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new TreeMap<>();
        headers.forEach(header -> texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return texts;
    }

    @Test
    void theSdkReadsWhatIsSentAsTheEventItIs() {
        ProducerRecord<byte[], byte[]> sent = ours();
        CloudEvent read;
        try (CloudEventDeserializer deserializer = new CloudEventDeserializer()) {
            read = deserializer.deserialize("t", sent.headers(), sent.value());
        }
        CloudEvent same = theSame();
        assertThat(read.getAttributeNames()).isEqualTo(same.getAttributeNames());
        assertThat(read.getExtensionNames()).isEqualTo(same.getExtensionNames());
        same.getAttributeNames()
                .forEach(name -> assertThat(read.getAttribute(name)).as(name).isEqualTo(same.getAttribute(name)));
        same.getExtensionNames()
                .forEach(name -> assertThat(read.getExtension(name)).as(name).isEqualTo(same.getExtension(name)));
        assertThat(Objects.requireNonNull(read.getData()).toBytes())
                .isEqualTo(PAYLOAD.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theSdkWouldSendTheSameHeadersAndTheSameBytes() {
        ProducerRecord<byte[], byte[]> sent = ours();
        RecordHeaders headers = new RecordHeaders();
        byte[] value;
        try (CloudEventSerializer serializer = new CloudEventSerializer()) {
            value = serializer.serialize("t", headers, theSame());
        }
        assertThat(texts(sent.headers())).isEqualTo(texts(headers));
        assertThat(sent.value()).isEqualTo(value);
        assertThat(new String(sent.key(), StandardCharsets.UTF_8)).isEqualTo(STORY);
    }
}
