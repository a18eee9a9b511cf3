package dev.fabula.projection.neo4j;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** How a component of a record is kept in the graph, told from its type alone, so that it can be read back. */
enum PropertyKind {
    /** Text, and whatever has a text as its JSON: enums, times and dates in ISO 8601, ids. */
    TEXT,
    INTEGER,
    DOUBLE,
    BOOLEAN,
    /** Of any precision, as text: Neo4j has no such numbers. */
    DECIMAL,
    TEXTS,
    INTEGERS,
    DOUBLES,
    BOOLEANS,
    /** Everything else, as JSON. */
    JSON;

    private static final Set<Class<?>> INTEGERS_OF_JAVA =
            Set.of(long.class, Long.class, int.class, Integer.class, short.class, Short.class, byte.class, Byte.class);
    private static final Set<Class<?>> DOUBLES_OF_JAVA = Set.of(double.class, Double.class, float.class, Float.class);

    static PropertyKind of(Type type) {
        if (type instanceof Class<?> plain) {
            return ofClass(plain);
        }
        if (type instanceof ParameterizedType generic
                && (generic.getRawType() == List.class || generic.getRawType() == Collection.class)
                && generic.getActualTypeArguments()[0] instanceof Class<?> element) {
            return switch (ofClass(element)) {
                case TEXT -> TEXTS;
                case INTEGER -> INTEGERS;
                case DOUBLE -> DOUBLES;
                case BOOLEAN -> BOOLEANS;
                default -> JSON;
            };
        }
        return JSON;
    }

    private static PropertyKind ofClass(Class<?> type) {
        if (INTEGERS_OF_JAVA.contains(type)) {
            return INTEGER;
        }
        if (DOUBLES_OF_JAVA.contains(type)) {
            return DOUBLE;
        }
        if (type == boolean.class || type == Boolean.class) {
            return BOOLEAN;
        }
        if (type == BigDecimal.class || type == BigInteger.class) {
            return DECIMAL;
        }
        return type == String.class
                        || type == UUID.class
                        || type.isEnum()
                        || TemporalAccessor.class.isAssignableFrom(type)
                        || isWrittenAsText(type)
                ? TEXT
                : JSON;
    }

    private static boolean isWrittenAsText(Class<?> type) {
        return Stream.concat(
                        Stream.of(type.getDeclaredMethods())
                                .filter(method -> method.getReturnType() == String.class)
                                .map(AnnotatedElement.class::cast),
                        Stream.of(type.getDeclaredFields())
                                .filter(field -> field.getType() == String.class)
                                .map(AnnotatedElement.class::cast))
                .anyMatch(member -> member.isAnnotationPresent(JsonValue.class));
    }
}
