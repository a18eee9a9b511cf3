package dev.fabula.projection.elasticsearch;

import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.projection.TenantKey;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What every document of a read model has, whatever its values are. */
final class Document {

    /** The longest {@code _id} that Elasticsearch takes, in bytes. */
    private static final int LONGEST_ID = 512;

    private Document() {}

    /**
     * What a document is found by: {@code <tenant>/<key>}. A key that is too long for that is hashed; no tenant has a slash,
     * and no key begins with two of them.
     */
    static String id(TenantKey key) {
        String id = key.tenant().value() + '/' + encodable(key.key());
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST_ID
                ? id
                : key.tenant().value() + "///" + HexFormat.of().formatHex(sha().digest(bytes));
    }

    static ObjectNode fields(TenantKey key, long position) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("tenant", key.tenant().value())
                .put("key", encodable(key.key()))
                .put("position", position);
    }

    /** What is left of something removed: when, and nothing of what it said. */
    static ObjectNode tombstone(TenantKey key, long position) {
        return fields(key, position).put("gone", true);
    }

    static boolean isGone(JsonNode source) {
        return source.path("gone").asBoolean(false);
    }

    static TenantKey key(JsonNode source) {
        return new TenantKey(
                new TenantId(source.path("tenant").asString()),
                source.path("key").asString());
    }

    static boolean isEncodable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static String encodable(String text) {
        return isEncodable(text) ? text : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** One text for all forms of the same JSON: members in the order of their names, numbers without needless digits. */
    static void canonical(JsonNode node, StringBuilder into) {
        switch (node) {
            case ObjectNode object -> {
                into.append('{');
                object.properties().stream()
                        .filter(entry -> !entry.getValue().isNull())
                        .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                        .forEach(entry -> {
                            into.append(entry.getKey()).append('\1');
                            canonical(entry.getValue(), into);
                        });
                into.append('}');
            }
            case ArrayNode array -> {
                into.append('[');
                for (JsonNode each : array) {
                    canonical(each, into);
                    into.append('\2');
                }
                into.append(']');
            }
            default ->
                into.append(
                        node.isNumber()
                                ? new BigDecimal(node.asString())
                                        .stripTrailingZeros()
                                        .toString()
                                : node.isString() ? '"' + node.stringValue() : node.toString());
        }
        into.append('\0');
    }

    static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
