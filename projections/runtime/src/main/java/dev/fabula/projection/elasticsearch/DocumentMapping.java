package dev.fabula.projection.elasticsearch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.fabula.contracts.event.EventJson;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the values of a read model are as documents: the JSON of a record is the document, each of its components a field of
 * the same name, but for those that JSON is told to ignore. The index's mapping must know all of them.
 *
 * @param <V> a record
 */
public final class DocumentMapping<V> {

    /** Fields that every document has, so no value can have its own of that name. */
    static final Set<String> RESERVED = Set.of("tenant", "key", "position", "gone");

    private static final Pattern ALIAS = Pattern.compile("[a-z][a-z0-9-]{0,47}");
    private static final JsonMapper JSON = EventJson.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Class<V> values;
    private final String alias;
    private final ObjectNode index;
    private final Set<String> compared;
    private final @Nullable Completion<V> completion;

    private DocumentMapping(
            Class<V> values, String alias, ObjectNode index, Set<String> compared, @Nullable Completion<V> completion) {
        this.values = values;
        this.alias = alias;
        this.index = index;
        this.compared = compared;
        this.completion = completion;
    }

    /**
     * A mapping of values of that type.
     *
     * @param alias the name that readers know: lower-case letters, digits, dashes
     * @param index settings and mappings of the index, as JSON, the fields {@code tenant}, {@code key}, {@code position} and
     *     {@code gone} among them
     * @throws IllegalStateException where values and index do not fit
     */
    public static <V> DocumentMapping<V> of(Class<V> values, String alias, String index) {
        require(ALIAS.matcher(alias).matches(), alias + " is no name (lower-case letters, digits, dashes, at most 48)");
        require(values.isRecord(), values.getSimpleName() + " is no record");
        ObjectNode definition = (ObjectNode) JSON.readTree(index);
        JsonNode properties = definition.path("mappings").path("properties");
        Set<String> fields = new TreeSet<>(fieldsOf(values));
        for (String field : fields) {
            require(!RESERVED.contains(field), values.getSimpleName() + "." + field + " is what every document has");
        }
        List<String> wanted = new ArrayList<>(fields);
        wanted.addAll(RESERVED);
        for (String field : wanted) {
            require(properties.has(field), "the index of " + alias + " has no field " + field);
        }
        return new DocumentMapping<>(values, alias, definition, fields, null);
    }

    private static List<String> fieldsOf(Class<?> values) {
        return Arrays.stream(values.getRecordComponents())
                .filter(component -> !component.getAccessor().isAnnotationPresent(JsonIgnore.class))
                .map(RecordComponent::getName)
                .toList();
    }

    /** The same with fields that are looked up before documents are written. */
    public DocumentMapping<V> completedBy(Completion<V> fields) {
        return new DocumentMapping<>(values, alias, index, compared, fields);
    }

    private static void require(boolean right, String what) {
        if (!right) {
            throw new IllegalStateException("mapping of documents: " + what);
        }
    }

    String alias() {
        return alias;
    }

    ObjectNode index() {
        return index.deepCopy();
    }

    /** The fields by which values are compared, sorted. */
    Set<String> compared() {
        return compared;
    }

    @Nullable
    Completion<V> completion() {
        return completion;
    }

    /** The value's fields, as they are stored. */
    ObjectNode document(V value) {
        return (ObjectNode) encodable(JSON.valueToTree(value));
    }

    /** @param source a document as it is stored, whatever else is in it */
    V value(ObjectNode source) {
        ObjectNode own = source.deepCopy();
        own.retain(compared);
        return JSON.treeToValue(own, values);
    }

    static JsonNode tree(Object value) {
        return encodable(JSON.valueToTree(value));
    }

    /** Half of a character beyond the first 65,536 has no UTF-8; it is replaced here and not on the way. */
    private static JsonNode encodable(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                object.properties().forEach(entry -> entry.setValue(encodable(entry.getValue())));
                yield object;
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, encodable(array.get(i)));
                }
                yield array;
            }
            default ->
                node.isString() && !Document.isEncodable(node.stringValue())
                        ? JsonNodeFactory.instance.stringNode(Document.encodable(node.stringValue()))
                        : node;
        };
    }
}
