package dev.fabula.projection.neo4j;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What records of one class are in the graph.
 *
 * @param name the label of a node, the type of a relationship
 * @param ends of a relationship; nothing for a node
 */
record Shape(
        String name,
        Constructor<?> constructor,
        List<Property> properties,
        @Nullable Ends ends) {

    /** How a record tells the keys of the nodes that it joins. */
    record Ends(Function<Object, String> from, Function<Object, String> to) {}

    static Shape of(Class<?> type, String name, @Nullable Ends ends) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new IllegalStateException(type.getName() + " is no record, so it cannot be a " + name);
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return new Shape(
                    name,
                    constructor,
                    Arrays.stream(components).map(Property::of).toList(),
                    ends);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    boolean isRelationship() {
        return ends != null;
    }

    /** What the graph keeps of the record's own; what is not there is left out. */
    Map<String, Object> stored(Object element) {
        Map<String, Object> stored = new HashMap<>();
        for (Property property : properties) {
            Object value = property.stored(element);
            if (value != null) {
                stored.put(property.name(), value);
            }
        }
        return stored;
    }

    List<@Nullable Object> comparable(Object element) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(name);
        properties.forEach(property -> values.add(property.comparable(element)));
        return values;
    }

    Object read(Map<String, Object> stored) {
        @Nullable Object[] values = new Object[properties.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = properties.get(i).read(stored.get(properties.get(i).name()));
        }
        try {
            return constructor.newInstance(values);
        } catch (InstantiationException
                | IllegalAccessException
                | InvocationTargetException
                | IllegalArgumentException failed) {
            throw new IllegalStateException("a stored " + name + " is no " + constructor.getDeclaringClass(), failed);
        }
    }
}
