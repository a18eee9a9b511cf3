package dev.fabula.contracts.legacy;

import dev.fabula.contracts.command.Command;
import org.jspecify.annotations.Nullable;

/** Everything that can be wanted of what stories hang on. */
public sealed interface ContextCommand extends Command {

    ContextId context();

    @Override
    default String target() {
        return context().value();
    }

    /** @param context a new id */
    record AddContext(
            ContextId context,
            LegacyId legacy,
            ContextKind kind,
            String name,
            @Nullable String description,
            @Nullable String date,
            @Nullable String place)
            implements ContextCommand {}
}
