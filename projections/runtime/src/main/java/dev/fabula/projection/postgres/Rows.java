package dev.fabula.projection.postgres;

import dev.fabula.contracts.event.EventJson;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Turns records into rows and back: one component, one column, of the type that the template of the table declares. */
final class Rows<V> {

    private static final JsonMapper JSON = EventJson.builder().build();

    private final Constructor<V> constructor;
    private final List<Column> columns;

    /**
     * @param table for messages
     * @param declared columns of the template but for tenant, key and position, with their types
     * @throws IllegalStateException naming what the record has and the table has not, or the other way round
     */
    Rows(Class<V> type, String table, Map<String, ColumnKind> declared) {
        if (!type.isRecord()) {
            throw new IllegalStateException(type.getName() + " is no record, so it cannot be a row of " + table);
        }
        List<Column> found = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            ColumnKind kind = declared.get(Column.nameOf(component));
            if (kind == null) {
                throw new IllegalStateException("the template of " + table + " has no column "
                        + Column.nameOf(component) + " for " + type.getSimpleName() + "." + component.getName());
            }
            found.add(Column.of(component, kind));
        }
        List<String> names = found.stream().map(Column::name).toList();
        declared.keySet().stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalStateException("the template of " + table + " has a column " + name + " that "
                            + type.getSimpleName() + " lacks");
                });
        columns = List.copyOf(found);
        try {
            constructor = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    List<Column> columns() {
        return columns;
    }

    /** The value of a column in the Java type of its kind. */
    static @Nullable Object stored(Column column, Object row) {
        Object value = column.get(row);
        if (value == null) {
            return null;
        }
        return switch (column.kind()) {
            case TEXT -> StorableText.of(text(value));
            case JSON -> StorableText.json(JSON.writeValueAsString(value));
            case TEXTS ->
                ((List<?>) value).stream().map(Rows::text).map(StorableText::of).toArray(String[]::new);
            // What PostgreSQL keeps, so that a value does not differ from itself once it is read back.
            case TIMESTAMP -> ((Instant) value).truncatedTo(ChronoUnit.MICROS);
            default -> value;
        };
    }

    /** The stored values of all columns, without what storing makes of them. */
    static List<@Nullable Object> comparable(List<Column> columns, Object row) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Column column : columns) {
            Object value = stored(column, row);
            values.add(
                    switch (value) {
                        case null -> null;
                        // PostgreSQL gives a number as many decimals as its column has.
                        case BigDecimal number -> number.stripTrailingZeros();
                        case String[] texts -> List.of(texts);
                        case String json when column.kind() == ColumnKind.JSON -> JSON.readTree(json);
                        default -> value;
                    });
        }
        return values;
    }

    private static String text(Object value) {
        return value instanceof String text ? text : JSON.convertValue(value, String.class);
    }

    /** The record of a row that has all columns in their order, from that one on. */
    V read(ResultSet row, int first) throws SQLException {
        @Nullable Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = read(row, first + i, columns.get(i));
        }
        try {
            return constructor.newInstance(values);
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException failed) {
            throw new IllegalStateException("a stored row is no " + constructor.getDeclaringClass(), failed);
        }
    }

    private static @Nullable Object read(ResultSet row, int index, Column column) throws SQLException {
        return switch (column.kind()) {
            case TEXT -> {
                String text = row.getString(index);
                yield text == null || column.type() == String.class ? text : JSON.convertValue(text, javaType(column));
            }
            case BIGINT -> row.getObject(index, Long.class);
            case INTEGER -> row.getObject(index, Integer.class);
            case BOOLEAN -> row.getObject(index, Boolean.class);
            case DOUBLE -> row.getObject(index, Double.class);
            case NUMERIC -> row.getObject(index, BigDecimal.class);
            case TIMESTAMP -> {
                Timestamp time = row.getTimestamp(index);
                yield time == null ? null : time.toInstant();
            }
            case DATE -> row.getObject(index, LocalDate.class);
            case TEXTS -> {
                Array array = row.getArray(index);
                yield array == null
                        ? null
                        : JSON.convertValue(Arrays.asList((Object[]) array.getArray()), javaType(column));
            }
            case JSON -> {
                String json = row.getString(index);
                yield json == null ? null : JSON.readValue(json, javaType(column));
            }
        };
    }

    private static tools.jackson.databind.JavaType javaType(Column column) {
        return JSON.constructType(column.type());
    }

    static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    }
}
