package dev.fabula.application.projection;

import dev.fabula.projection.runtime.Registered;
import java.util.List;

/** The projections that this process has, in all their versions. */
public record KnownProjections(List<Registered<?, ?>> all) {

    /** Whether there is one of that name. */
    public boolean has(String name) {
        return all.stream().anyMatch(registered -> registered.name().equals(name));
    }
}
