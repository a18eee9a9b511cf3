package dev.fabula.eventstore.command;

import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.tenancy.TenantId;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands. One with a key is decided once, however often and on however many nodes it is sent: the key is stored
 * in the same statement as its events, so there is no moment at which one is there without the other. A command that is
 * refused leaves nothing behind and is decided again when it is repeated.
 */
public final class CommandSender {

    private record Running(TenantId tenant, String id) {}

    private final CommandGateway gateway;
    private final CommandOutcomes outcomes;
    private final Set<Running> running = ConcurrentHashMap.newKeySet();

    public CommandSender(CommandGateway gateway, CommandOutcomes outcomes) {
        this.gateway = gateway;
        this.outcomes = outcomes;
    }

    /**
     * Sends the command and waits until its events are durable.
     *
     * @param metadata what the events will carry
     * @return where it led to; nothing for a command that changed nothing
     * @throws CommandInProgressException where the same is in progress on this node
     * @throws CommandKeyReusedException where the key is that of another command
     * @throws RuntimeException what the handler threw
     */
    public Optional<CommandOutcome> send(Object command, EventMetadata metadata, @Nullable CommandKey key) {
        if (key == null) {
            return dispatch(command, metadata, null);
        }
        Running mine = new Running(metadata.tenant(), key.id());
        if (!running.add(mine)) {
            throw new CommandInProgressException(key.id());
        }
        try {
            Optional<CommandOutcome> stored = stored(metadata.tenant(), key);
            return stored.isPresent() ? stored : dispatch(command, metadata, key);
        } catch (CommandDecidedElsewhereException second) {
            return stored(metadata.tenant(), key);
        } finally {
            running.remove(mine);
        }
    }

    /**
     * What a handler answered.
     *
     * @param outcome nothing for a command that changed nothing
     */
    public record Answered<T>(T answer, Optional<CommandOutcome> outcome) {}

    /** Sends a command whose handler answers something, and waits until its events are durable. */
    public <T> Answered<T> ask(Object command, EventMetadata metadata) {
        CommandContext context = new CommandContext(null);
        T answer = context.call(() -> gateway.<T>sendAndWait(new GenericCommandMessage<>(command, metadata.toMap())));
        return new Answered<>(answer, Optional.ofNullable(context.outcome()));
    }

    /**
     * What the command of that key led to, if it has been decided and changed something.
     *
     * @throws CommandKeyReusedException where the key is that of another command
     */
    public Optional<CommandOutcome> repeated(TenantId tenant, CommandKey key) {
        return stored(tenant, key);
    }

    private Optional<CommandOutcome> stored(TenantId tenant, CommandKey key) {
        return outcomes.find(tenant, key.id()).map(stored -> {
            if (!MessageDigest.isEqual(stored.fingerprint(), key.fingerprint())) {
                throw new CommandKeyReusedException(key.id());
            }
            return stored.outcome();
        });
    }

    private Optional<CommandOutcome> dispatch(Object command, EventMetadata metadata, @Nullable CommandKey key) {
        CommandContext context = new CommandContext(key);
        context.call(
                () -> gateway.<@Nullable Object>sendAndWait(new GenericCommandMessage<>(command, metadata.toMap())));
        return Optional.ofNullable(context.outcome());
    }
}
