package dev.fabula.contracts.account;

import dev.fabula.contracts.ai.Quality;
import dev.fabula.contracts.command.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can be wanted of an account. */
public sealed interface AccountCommand extends Command {

    String account();

    @Override
    default String target() {
        return account();
    }

    /** Replaces what was set before. */
    record ChangePreferences(
            String account,
            String actor,
            List<String> genres,
            @Nullable Quality quality,
            @Nullable String model) implements AccountCommand {}
}
