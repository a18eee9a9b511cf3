package dev.fabula.query.legacy;

import dev.fabula.contracts.command.CommandRefusedException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The legacies that a request has entered, each once, so that all that it reads of one is of one state. Of one thread. */
public final class LegaciesInView {

    private final LegacyQueries legacies;
    private final Map<String, Optional<Visitor>> entered = new HashMap<>();

    LegaciesInView(LegacyQueries legacies) {
        this.legacies = legacies;
    }

    /** Nothing where there is none that the caller may read. */
    @Nullable
    Visitor visitor(String legacy) {
        return entered.computeIfAbsent(legacy, this::enter).orElse(null);
    }

    private Optional<Visitor> enter(String legacy) {
        try {
            return Optional.of(legacies.visit(legacy));
        } catch (CommandRefusedException notTheirs) {
            return Optional.empty();
        }
    }

    /**
     * A legacy that the caller names.
     *
     * @return its id
     * @throws CommandRefusedException where there is none, or they may not read it
     */
    public String named(String idOrSlug) {
        Visitor visitor = legacies.visit(idOrSlug);
        entered.put(visitor.legacy().legacy(), Optional.of(visitor));
        return visitor.legacy().legacy();
    }

    /** Imports of a legacy whose people are seen; none where it cannot be read. */
    public Set<String> imports(String legacy) {
        Visitor visitor = visitor(legacy);
        return visitor == null ? Set.of() : visitor.imports().ids();
    }
}
