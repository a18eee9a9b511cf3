package dev.fabula.projection.runtime;

import dev.fabula.projection.Projection;
import dev.fabula.projection.Sink;

/** A projection and where its values go. */
public record Registered<K, V>(Projection<K, V> projection, Sink<V> sink) {

    public String name() {
        return projection.name();
    }

    public int version() {
        return projection.version();
    }
}
