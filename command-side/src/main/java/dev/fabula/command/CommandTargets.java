package dev.fabula.command;

import dev.fabula.contracts.command.Command;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/** Commands say themselves whom they are for, so that the language needs no annotations of a framework. */
public final class CommandTargets {

    /** Aggregates name it by its bean: {@code @Aggregate(commandTargetResolver = "commandTargets")}. */
    public static final CommandTargetResolver RESOLVER = message -> {
        if (message.getPayload() instanceof Command command) {
            return new VersionedAggregateIdentifier((Object) command.target(), null);
        }
        throw new IllegalArgumentException(message.getPayloadType().getName() + " is no command of ours");
    };

    private CommandTargets() {}
}
