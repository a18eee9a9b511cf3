package dev.fabula.eventstore.command;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.eventstore.Appended;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the sender of a command and the history tell each other past the handlers in between. */
public final class CommandContext {

    private static final ScopedValue<CommandContext> CURRENT = ScopedValue.newInstance();

    private final @Nullable CommandKey key;
    private @Nullable CommandOutcome outcome;

    /** @param key what a repetition is recognised by, if it can be */
    CommandContext(@Nullable CommandKey key) {
        this.key = key;
    }

    /** That of the command which this thread is handling. */
    public static Optional<CommandContext> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    public @Nullable CommandKey key() {
        return key;
    }

    /** Called by the history once the command's events are durable. */
    public void appended(Appended appended, String stream, long sequence, DomainEvent last) {
        outcome = new CommandOutcome(stream, sequence, appended.lastPosition(), appended.at(), false, last);
    }

    @Nullable
    CommandOutcome outcome() {
        return outcome;
    }
}
