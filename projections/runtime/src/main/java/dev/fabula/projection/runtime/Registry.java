package dev.fabula.projection.runtime;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The projections that this node can run, by name and version; an older version may stay beside the newest. */
final class Registry {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST_NAME = 48;

    private final TreeMap<String, TreeMap<Integer, Registered<?, ?>>> byName = new TreeMap<>();

    Registry(List<Registered<?, ?>> projections) {
        for (Registered<?, ?> registered : projections) {
            String name = registered.name();
            if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
                throw new IllegalArgumentException(
                        "not the name of a projection (kebab case, at most " + LONGEST_NAME + " characters): " + name);
            }
            if (byName.computeIfAbsent(name, _ -> new TreeMap<>()).put(registered.version(), registered) != null) {
                throw new IllegalArgumentException(
                        "two projections are called " + name + " version " + registered.version());
            }
        }
    }

    /** The newest version of each, in the order of their names. */
    Collection<Registered<?, ?>> newest() {
        return byName.values().stream()
                .<Registered<?, ?>>map(versions -> versions.lastEntry().getValue())
                .toList();
    }

    Optional<Registered<?, ?>> newest(String name) {
        return Optional.ofNullable(byName.get(name))
                .map(versions -> versions.lastEntry().getValue());
    }

    Optional<Registered<?, ?>> find(String name, int version) {
        return Optional.ofNullable(byName.get(name)).map(versions -> versions.get(version));
    }
}
