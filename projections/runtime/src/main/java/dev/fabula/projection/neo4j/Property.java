package dev.fabula.projection.neo4j;

import dev.fabula.contracts.event.EventJson;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A component of a record and the property of the same name. */
record Property(String name, PropertyKind kind, Type type, Method accessor) {

    private static final JsonMapper JSON = EventJson.builder().build();

    static Property of(RecordComponent component) {
        component.getAccessor().setAccessible(true);
        return new Property(
                component.getName(),
                PropertyKind.of(component.getGenericType()),
                component.getGenericType(),
                component.getAccessor());
    }

    /** What the graph keeps of it; nothing where there is nothing. */
    @Nullable
    Object stored(Object element) {
        Object value = get(element);
        if (value == null) {
            return null;
        }
        return switch (kind) {
            case TEXT -> text(value);
            case INTEGER -> ((Number) value).longValue();
            case DOUBLE -> ((Number) value).doubleValue();
            case BOOLEAN -> value;
            // One form of each number, or equal ones would differ in a digest.
            case DECIMAL ->
                new BigDecimal(value.toString()).stripTrailingZeros().toString();
            case TEXTS, INTEGERS, DOUBLES, BOOLEANS -> list((Collection<?>) value);
            case JSON -> encodable(JSON.writeValueAsString(value));
        };
    }

    private List<Object> list(Collection<?> values) {
        List<Object> stored = new ArrayList<>(values.size());
        for (Object value : values) {
            if (value == null) {
                throw new IllegalArgumentException(name + " has nothing among its values, which Neo4j cannot keep");
            }
            stored.add(
                    switch (kind) {
                        case INTEGERS -> ((Number) value).longValue();
                        case DOUBLES -> ((Number) value).doubleValue();
                        case BOOLEANS -> value;
                        default -> text(value);
                    });
        }
        return stored;
    }

    /** The stored value without what storing makes of it: the order of a JSON object's members says nothing. */
    @Nullable
    Object comparable(Object element) {
        Object stored = stored(element);
        return kind == PropertyKind.JSON && stored instanceof String json ? JSON.readTree(json) : stored;
    }

    /** What a record takes for it. */
    @Nullable
    Object read(@Nullable Object stored) {
        if (stored == null) {
            return null;
        }
        return switch (kind) {
            case JSON -> JSON.readValue((String) stored, JSON.constructType(type));
            case TEXT -> type == String.class ? stored : JSON.convertValue(stored, JSON.constructType(type));
            default -> JSON.convertValue(stored, JSON.constructType(type));
        };
    }

    private static String text(Object value) {
        return encodable(value instanceof String text ? text : JSON.convertValue(value, String.class));
    }

    /** Half of a character beyond the first 65,536 has no UTF-8; it is replaced here and not on the way. */
    static String encodable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            }
        }
        return text;
    }

    private @Nullable Object get(Object element) {
        try {
            return accessor.invoke(element);
        } catch (IllegalAccessException | InvocationTargetException failed) {
            throw new IllegalStateException("cannot read " + accessor, failed);
        }
    }
}
