package dev.fabula.contracts.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What sort of actor caused an event. */
public enum ActorKind {
    USER,
    SERVICE,
    PLUGIN;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    @JsonValue
    public String wireName() {
        return wireName;
    }
}
