package dev.fabula.contracts.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A step that changes single fields, which is what most steps do. */
public final class FieldUpcaster implements EventUpcaster {

    private final String type;
    private final int revision;
    private final List<Consumer<ObjectNode>> changes = new ArrayList<>();

    private FieldUpcaster(String type, int revision) {
        this.type = type;
        this.revision = revision;
    }

    /** A step from that revision to the next; says what it does by the calls that follow. */
    public static FieldUpcaster from(String type, int revision) {
        return new FieldUpcaster(type, revision);
    }

    public FieldUpcaster rename(String field, String to) {
        return change(payload -> {
            JsonNode value = payload.remove(field);
            if (value != null && payload.has(to)) {
                throw new IllegalArgumentException(type + " has " + to + " already, so " + field + " cannot become it");
            }
            if (value != null) {
                payload.set(to, value);
            }
        });
    }

    /** Gives events from before the field existed a value. */
    public FieldUpcaster add(String field, JsonNode value) {
        return change(payload -> {
            if (!payload.has(field)) {
                payload.set(field, value.deepCopy());
            }
        });
    }

    public FieldUpcaster add(String field, String value) {
        return add(field, JsonNodeFactory.instance.stringNode(value));
    }

    public FieldUpcaster remove(String field) {
        return change(payload -> payload.remove(field));
    }

    /** Replaces the value where there is one. */
    public FieldUpcaster convert(String field, UnaryOperator<JsonNode> conversion) {
        return change(payload -> {
            if (payload.hasNonNull(field)) {
                payload.set(field, conversion.apply(Objects.requireNonNull(payload.get(field))));
            }
        });
    }

    private FieldUpcaster change(Consumer<ObjectNode> change) {
        changes.add(change);
        return this;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public int revision() {
        return revision;
    }

    @Override
    public List<EventData> upcast(EventData stored) {
        ObjectNode payload = stored.payload();
        changes.forEach(change -> change.accept(payload));
        return List.of(stored.next(payload));
    }
}
