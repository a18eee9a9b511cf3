package dev.fabula.projection.feed;

import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.StoredRecord;
import dev.fabula.eventstore.codec.EventCodec;
import dev.fabula.eventstore.privacy.UnreadablePersonalDataException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Makes records of Kafka of stored events: CloudEvents 1.0 in binary mode, as the Kafka protocol binding has it. The headers
 * are written here rather than by the SDK, which takes several times as long; a test holds both equal. Not for several
 * threads at once.
 */
final class FeedRecords {

    private static final byte[] VERSION = bytes("1.0");
    private static final byte[] JSON = bytes("application/json");
    private static final byte[] APP_USER = bytes("app_user");
    private static final byte[] SYSTEM = bytes("system");
    private static final byte[] SERVICE_ACCOUNT = bytes("service_account");
    /** Digits of a sequence, so that it can be compared as a text, as the extension's definition asks for. */
    private static final int SEQUENCE_DIGITS = 19;

    /** @param ceType the bytes of {@code ce_type} */
    private record Known(byte[] ceType, byte[] aggregate, PersonalPaths personal) {}

    private final String topic;
    private final EventForms forms;
    private final EventCodec codec;
    private final Outgoing outgoing;
    private final Map<String, Map<Integer, Known>> known = new HashMap<>();

    FeedRecords(String topic, EventForms forms, EventCodec codec, Outgoing outgoing) {
        this.topic = topic;
        this.forms = forms;
        this.codec = codec;
        this.outgoing = outgoing;
    }

    /** @throws FeedStoppedException where this version does not know what in the event is personal, or cannot read it */
    ProducerRecord<byte[], byte[]> of(StoredRecord event) {
        Known form = form(event);
        try {
            Outgoing.Payload payload = outgoing.of(event.payload(), event.tenant(), form.personal());
            EventMetadata metadata = codec.decodeMetadataWithoutOrigin(new TenantId(event.tenant()), event.metadata());
            byte[] key = bytes(event.stream());
            RecordHeaders headers = new RecordHeaders();
            headers.add("content-type", JSON);
            headers.add("ce_specversion", VERSION);
            headers.add("ce_id", bytes(event.eventId()));
            headers.add("ce_type", form.ceType());
            headers.add("ce_source", bytes("/fabula/" + event.tenant()));
            headers.add("ce_subject", joined(form.aggregate(), key));
            headers.add("ce_time", bytes(event.at().toString()));
            headers.add("ce_sequence", padded(event.sequence()));
            headers.add("ce_position", bytes(Long.toString(event.position())));
            headers.add("ce_partitionkey", key);
            headers.add("ce_tenantid", bytes(event.tenant()));
            headers.add("ce_authid", bytes(metadata.actor().value()));
            headers.add("ce_authtype", authType(metadata));
            add(headers, "ce_correlationid", metadata.correlationId());
            add(headers, "ce_causationid", metadata.causationId());
            add(headers, "ce_traceparent", metadata.traceparent());
            add(headers, "ce_pluginid", metadata.pluginId());
            add(headers, "ce_withheld", payload.withheld());
            return new ProducerRecord<>(topic, null, event.at().toEpochMilli(), key, payload.json(), headers);
        } catch (UnreadablePersonalDataException | JacksonException | IllegalArgumentException unreadable) {
            throw new FeedStoppedException(
                    event.position(),
                    "the event at position " + event.position() + " (" + event.type() + ", revision " + event.revision()
                            + ") cannot be sent: " + unreadable.getMessage(),
                    false);
        }
    }

    private Known form(StoredRecord event) {
        return known.computeIfAbsent(event.type(), _ -> new HashMap<>())
                .computeIfAbsent(event.revision(), _ -> look(event));
    }

    private Known look(StoredRecord event) {
        EventForms.Form form = forms.find(event.type(), event.revision())
                .orElseThrow(() -> new FeedStoppedException(
                        event.position(),
                        "the event at position " + event.position() + " is of the type " + event.type() + " revision "
                                + event.revision() + ", which this version does not know: a newer one wrote it",
                        true));
        return new Known(bytes(form.name()), bytes(form.aggregate() + '/'), PersonalPaths.in(form.schema()));
    }

    /** What the CloudEvents extension for authentication calls it. */
    private static byte[] authType(EventMetadata metadata) {
        return switch (metadata.actorKind()) {
            case USER -> APP_USER;
            case SERVICE -> SYSTEM;
            case PLUGIN -> SERVICE_ACCOUNT;
        };
    }

    private static void add(RecordHeaders headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, bytes(value));
        }
    }

    private static byte[] padded(long sequence) {
        byte[] digits = new byte[SEQUENCE_DIGITS];
        long rest = sequence;
        for (int i = SEQUENCE_DIGITS - 1; i >= 0; i--) {
            digits[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return digits;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
