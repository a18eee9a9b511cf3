package dev.fabula.projection.feed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * The AsyncAPI 3.0 document of the feeds, generated from the forms of events: a channel a topic, a message a form. Payloads are
 * referred to where their schemas are served; headers are described here.
 */
public final class AsyncApi {

    private static final String VERSION = "3.0.0";
    private static final String SCHEMA_2020_12 = "application/schema+json;version=draft-2020-12";

    private final String version;
    private final String brokers;
    private final String schemas;

    /**
     * @param version of the application
     * @param brokers host:port, separated by commas; empty where there are none
     * @param schemas the address under which schemas are served, by the name of the form
     */
    public AsyncApi(String version, String brokers, String schemas) {
        this.version = version;
        this.brokers = brokers;
        this.schemas = schemas;
    }

    /** The document, as maps and lists. */
    public Map<String, Object> of(List<Feed> feeds, EventForms forms) {
        Map<String, Object> channels = new LinkedHashMap<>();
        Map<String, Object> operations = new LinkedHashMap<>();
        Map<String, Object> messages = new LinkedHashMap<>();
        for (Feed feed : feeds) {
            List<EventForms.Form> sent = forms.of(feed);
            channels.put(feed.name(), channel(feed, sent));
            operations.put("send-" + feed.name(), operation(feed, sent));
            sent.forEach(form -> messages.put(key(form), message(form)));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("asyncapi", VERSION);
        document.put("info", info());
        document.put("defaultContentType", "application/json");
        if (!brokers.isEmpty()) {
            document.put("servers", servers());
        }
        document.put("channels", channels);
        document.put("operations", operations);
        document.put(
                "components",
                Map.of(
                        "messages",
                        messages,
                        "messageTraits",
                        Map.of("cloudEvent", Map.of("headers", headers(), "contentType", "application/json"))));
        return document;
    }

    /** The same as text. */
    public static String yaml(Map<String, Object> document) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(160);
        return new Yaml(options).dump(document);
    }

    private Map<String, Object> info() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("title", "Fabula integration feeds");
        info.put("version", version);
        info.put(
                "description",
                "The history as CloudEvents 1.0 in binary mode. Read with isolation.level=read_committed: every event is there"
                        + " once, and those of an aggregate are in order. ce_id never changes and tells repetitions of"
                        + " the consumer's own apart.");
        info.put("license", Map.of("name", "Apache-2.0", "url", "https://www.apache.org/licenses/LICENSE-2.0"));
        return info;
    }

    private Map<String, Object> servers() {
        Map<String, Object> servers = new LinkedHashMap<>();
        String[] hosts = brokers.split(",");
        for (int i = 0; i < hosts.length; i++) {
            servers.put("kafka-" + (i + 1), Map.of("host", hosts[i].strip(), "protocol", "kafka"));
        }
        return servers;
    }

    private static Map<String, Object> channel(Feed feed, List<EventForms.Form> sent) {
        Map<String, Object> messages = new LinkedHashMap<>();
        sent.forEach(form -> messages.put(key(form), reference("#/components/messages/" + key(form))));
        Map<String, Object> kafka = new LinkedHashMap<>();
        kafka.put("topic", feed.topic());
        kafka.put("partitions", feed.partitions());
        kafka.put("bindingVersion", "0.5.0");
        Map<String, Object> channel = new LinkedHashMap<>();
        channel.put("address", feed.topic());
        channel.put("title", "Feed " + feed.name());
        channel.put(
                "description",
                "Events " + feed.filter() + ", keyed by the id of their aggregate. Personal fields "
                        + (feed.personal()
                                ? "leave in clear, but for those of subjects who have been erased."
                                : "are withheld; ce_withheld names those that an event has."));
        channel.put("messages", messages);
        channel.put("bindings", Map.of("kafka", kafka));
        return channel;
    }

    private static Map<String, Object> operation(Feed feed, List<EventForms.Form> sent) {
        List<Object> messages = new ArrayList<>();
        sent.forEach(form -> messages.add(reference("#/channels/" + feed.name() + "/messages/" + key(form))));
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("action", "send");
        operation.put("channel", reference("#/channels/" + feed.name()));
        operation.put("summary", "Fabula sends what has happened.");
        operation.put("messages", messages);
        return operation;
    }

    private Map<String, Object> message(EventForms.Form form) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("name", form.name());
        message.put(
                "title",
                form.type() + ", revision " + form.revision()
                        + (form.current() ? "" : " (no longer written; history has some)"));
        message.put("contentType", "application/json");
        message.put("traits", List.of(reference("#/components/messageTraits/cloudEvent")));
        message.put(
                "payload", Map.of("schemaFormat", SCHEMA_2020_12, "schema", reference(schemas + "/" + form.name())));
        message.put(
                "bindings",
                Map.of(
                        "kafka",
                        Map.of(
                                "key",
                                Map.of("type", "string", "description", "the id of the aggregate"),
                                "bindingVersion",
                                "0.5.0")));
        return message;
    }

    private static Map<String, Object> headers() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ce_specversion", Map.of("type", "string", "const", "1.0"));
        text(fields, "ce_id", "the id of the event, a ULID; the same in every topic and replay");
        text(fields, "ce_type", "fabula.<wire name>.v<revision>: the name of the message");
        text(fields, "ce_source", "/fabula/<tenant>");
        text(fields, "ce_subject", "<kind of aggregate>/<id>");
        fields.put("ce_time", Map.of("type", "string", "format", "date-time", "description", "when it was recorded"));
        text(fields, "ce_sequence", "place in the aggregate, from 0, 19 digits, so that it compares as text");
        text(fields, "ce_position", "place in the whole history, from 1, decimal");
        text(fields, "ce_partitionkey", "the id of the aggregate, which is the record's key");
        text(fields, "ce_tenantid", "whose it is");
        text(fields, "ce_authid", "who caused it");
        fields.put("ce_authtype", Map.of("type", "string", "enum", List.of("app_user", "system", "service_account")));
        List<String> required = List.copyOf(fields.keySet());
        text(fields, "ce_correlationid", "the same from a first request to its last consequence");
        text(fields, "ce_causationid", "the id of the command or event that this one follows from");
        text(fields, "ce_traceparent", "the W3C trace context of the request");
        text(fields, "ce_pluginid", "the plugin that acted");
        text(
                fields,
                "ce_withheld",
                "JSON pointers of personal fields that are left out, * for every index, sorted, with commas");
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("type", "object");
        headers.put("required", required);
        headers.put("properties", fields);
        return headers;
    }

    private static void text(Map<String, Object> fields, String name, String description) {
        fields.put(name, Map.of("type", "string", "description", description));
    }

    private static Map<String, Object> reference(String to) {
        return Map.of("$ref", to);
    }

    /** Dots are allowed in keys, but tools make identifiers of them. */
    private static String key(EventForms.Form form) {
        return form.name().substring("fabula.".length()).replace('.', '-');
    }
}
