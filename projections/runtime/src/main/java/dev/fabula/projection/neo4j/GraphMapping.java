package dev.fabula.projection.neo4j;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a read model are in the graph: records of one class are nodes of one label, or relationships of one
 * type. Each component of a record is a property of the same name. Text, whole numbers, doubles, booleans and lists of
 * these are kept as such; times, dates, enums and ids as text; decimals as text; everything else as JSON.
 *
 * <p>A relationship's ends are keys of nodes of the same tenant.
 *
 * @param <V> the type of all values: a record, or a sealed interface of records
 */
public final class GraphMapping<V> {

    /** Properties that every element has, so no record can have its own of that name. */
    static final Set<String> RESERVED = Set.of("identity", "tenant", "generation", "key", "position", "locked");

    private static final Set<String> RESERVED_LABELS = Set.of("Element", "Hollow", "Generation", "GraphSchema");
    private static final Pattern LABEL = Pattern.compile("[A-Z][A-Za-z0-9]{0,47}");
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Z0-9_]{0,47}");
    private static final int MOST_SHAPES = 64;

    private final Map<Class<?>, Shape> byClass;
    private final Map<String, Shape> nodes;
    private final Map<String, Shape> relationships;

    private GraphMapping(Map<Class<?>, Shape> byClass) {
        this.byClass = Map.copyOf(byClass);
        nodes = named(byClass.values(), false);
        relationships = named(byClass.values(), true);
    }

    private static Map<String, Shape> named(Collection<Shape> shapes, boolean relationships) {
        return shapes.stream()
                .filter(shape -> shape.isRelationship() == relationships)
                .collect(Collectors.toMap(Shape::name, shape -> shape, (one, _) -> one, LinkedHashMap::new));
    }

    /** Begins a mapping of values of that type. */
    public static <V> Builder<V> of(Class<V> values) {
        return new Builder<>(values);
    }

    /** Collects what each class of values is. */
    public static final class Builder<V> {

        private final Class<V> values;
        private final Map<Class<?>, Shape> byClass = new LinkedHashMap<>();

        private Builder(Class<V> values) {
            this.values = values;
        }

        /**
         * Records of this class are nodes.
         *
         * @param label letters and digits, the first upper case
         */
        public Builder<V> node(Class<? extends V> type, String label) {
            require(LABEL.matcher(label).matches() && !RESERVED_LABELS.contains(label), label + " cannot be a label");
            return add(type, Shape.of(type, label, null));
        }

        /**
         * Records of this class are relationships.
         *
         * @param name upper-case letters, digits and underscores
         * @param from the key of the node that it begins at
         * @param to the key of the node that it leads to
         */
        public <R extends V> Builder<V> relationship(
                Class<R> type, String name, Function<? super R, String> from, Function<? super R, String> to) {
            require(TYPE.matcher(name).matches(), name + " cannot be a type of relationships");
            return add(
                    type,
                    Shape.of(
                            type,
                            name,
                            new Shape.Ends(
                                    element -> from.apply(type.cast(element)),
                                    element -> to.apply(type.cast(element)))));
        }

        private Builder<V> add(Class<?> type, Shape shape) {
            require(byClass.size() < MOST_SHAPES, "a graph has at most " + MOST_SHAPES + " labels and types");
            require(
                    byClass.values().stream().noneMatch(other -> other.name().equals(shape.name())),
                    shape.name() + " is there twice");
            shape.properties()
                    .forEach(property -> require(
                            !RESERVED.contains(property.name()),
                            type.getSimpleName() + "." + property.name()
                                    + " has the name of a property that every element has: "
                                    + new TreeSet<>(RESERVED)));
            require(byClass.put(type, shape) == null, type.getSimpleName() + " is there twice");
            return this;
        }

        /** @throws IllegalStateException where a class of values has no place in the graph */
        public GraphMapping<V> build() {
            require(!byClass.isEmpty(), "nothing of " + values.getSimpleName() + " is in the graph");
            Class<?>[] kinds = values.isSealed() ? values.getPermittedSubclasses() : new Class<?>[] {values};
            for (Class<?> kind : kinds) {
                require(
                        byClass.containsKey(kind) || kind.isInterface(),
                        kind.getSimpleName() + " is neither node nor relationship");
            }
            return new GraphMapping<>(byClass);
        }

        private static void require(boolean right, String what) {
            if (!right) {
                throw new IllegalStateException("mapping of a graph: " + what);
            }
        }
    }

    Shape of(Object value) {
        Shape shape = byClass.get(value.getClass());
        if (shape == null) {
            throw new IllegalArgumentException(
                    value.getClass().getSimpleName() + " is neither node nor relationship of this graph");
        }
        return shape;
    }

    boolean isKnown(Object value) {
        return byClass.containsKey(value.getClass());
    }

    Set<String> labels() {
        return nodes.keySet();
    }

    Set<String> types() {
        return relationships.keySet();
    }

    /** The shape of a node by its labels; nothing where none is of this mapping. */
    @Nullable
    Shape node(Collection<String> labels) {
        return labels.stream()
                .map(nodes::get)
                .filter(shape -> shape != null)
                .findFirst()
                .orElse(null);
    }

    @Nullable
    Shape relationship(String type) {
        return relationships.get(type);
    }

    /** The names of all properties, sorted. */
    List<String> properties() {
        Set<String> names = new TreeSet<>();
        byClass.values().forEach(shape -> shape.properties().forEach(property -> names.add(property.name())));
        return List.copyOf(names);
    }

    /** The keys of a relationship's ends are part of what it is. */
    Object comparable(V value) {
        Shape shape = of(value);
        Map<String, Object> all = new HashMap<>();
        all.put("value", shape.comparable(value));
        Shape.Ends ends = shape.ends();
        if (ends != null) {
            all.put("ends", List.of(ends.from().apply(value), ends.to().apply(value)));
        }
        return all;
    }
}
