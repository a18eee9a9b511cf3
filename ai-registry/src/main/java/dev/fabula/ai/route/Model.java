package dev.fabula.ai.route;

import dev.fabula.ai.settings.RouteEntry;

/** A provider's model. */
public record Model(String provider, String model) {

    public static Model of(RouteEntry entry) {
        return new Model(entry.provider(), entry.model());
    }

    /** Whether this is what a person means who writes {@code model} or {@code provider/model}. */
    public boolean isCalled(String name) {
        return name.equals(model) || name.equals(provider + "/" + model);
    }
}
