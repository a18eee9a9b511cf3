package dev.fabula.projection.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * A component of a record and the column it is stored in.
 *
 * @param name of the column
 * @param kind of the column
 */
record Column(String name, ColumnKind kind, Type type, java.lang.reflect.Method accessor) {

    static Column of(RecordComponent component, ColumnKind kind) {
        component.getAccessor().setAccessible(true);
        return new Column(nameOf(component), kind, component.getGenericType(), component.getAccessor());
    }

    /** {@code lastActivity} is stored in {@code last_activity}. */
    static String nameOf(RecordComponent component) {
        StringBuilder name = new StringBuilder();
        for (char c : component.getName().toCharArray()) {
            if (Character.isUpperCase(c)) {
                name.append('_');
            }
            name.append(Character.toLowerCase(c));
        }
        return name.toString();
    }

    @Nullable
    Object get(Object value) {
        try {
            return accessor.invoke(value);
        } catch (IllegalAccessException | InvocationTargetException failed) {
            throw new IllegalStateException("cannot read " + accessor, failed);
        }
    }
}
