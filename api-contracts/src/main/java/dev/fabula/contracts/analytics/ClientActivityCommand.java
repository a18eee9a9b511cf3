package dev.fabula.contracts.analytics;

import dev.fabula.contracts.command.Command;
import java.time.LocalDate;
import java.util.List;

/** Everything that can be wanted of a day's client events. */
public sealed interface ClientActivityCommand extends Command {

    String activity();

    @Override
    default String target() {
        return activity();
    }

    /** Records those that are not recorded yet. */
    record RecordClientEvents(String activity, LocalDate day, List<ClientEvent> events)
            implements ClientActivityCommand {}
}
