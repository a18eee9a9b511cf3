package dev.fabula.command.legacy;

import dev.fabula.command.Precondition;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.legacy.LegacyRefusals;
import dev.fabula.contracts.legacy.StoryCommand;
import dev.fabula.contracts.legacy.StoryCommand.FlagStory;
import dev.fabula.contracts.legacy.StoryCommand.PublishStory;
import dev.fabula.contracts.legacy.StoryCommand.RemoveStory;
import dev.fabula.contracts.legacy.StoryCommand.ResolveFlag;
import dev.fabula.contracts.legacy.StoryCommand.RestoreStory;
import dev.fabula.contracts.legacy.StoryCommand.ReviseStory;
import dev.fabula.contracts.legacy.StoryCommand.TagStory;
import dev.fabula.contracts.legacy.StoryCommand.WriteStory;
import dev.fabula.contracts.legacy.StoryEvent;
import dev.fabula.contracts.legacy.StoryEvent.FlagResolved;
import dev.fabula.contracts.legacy.StoryEvent.StoryFlagged;
import dev.fabula.contracts.legacy.StoryEvent.StoryPublished;
import dev.fabula.contracts.legacy.StoryEvent.StoryRemoved;
import dev.fabula.contracts.legacy.StoryEvent.StoryRestored;
import dev.fabula.contracts.legacy.StoryEvent.StoryRevised;
import dev.fabula.contracts.legacy.StoryEvent.StoryTagged;
import dev.fabula.contracts.legacy.StoryEvent.StoryWritten;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.spring.stereotype.Aggregate;

/** Decides what may happen to a written memory. Revisions are only added. Holds no text, and so nothing personal. */
@Aggregate(
        type = "Story",
        cache = "aggregateCache",
        snapshotTriggerDefinition = "snapshotTrigger",
        commandTargetResolver = "commandTargets")
final class Story {

    static final int MOST_REVISIONS = 1_000;
    static final int MOST_OPEN_FLAGS = 100;

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private String id;

    private String legacy;
    private int revision;
    /** 0 while none is. */
    private int published;

    private boolean removed;
    private List<String> tags = List.of();
    private final Set<String> flags = new HashSet<>();

    @SuppressWarnings("NullAway.Init") // Axon fills it by the first event
    Story() {}

    @CommandHandler
    @SuppressWarnings("NullAway.Init")
    Story(WriteStory command) {
        AggregateLifecycle.apply(new StoryWritten(
                command.story(),
                command.legacy(),
                command.actor(),
                command.title(),
                command.text(),
                command.people(),
                command.contexts()));
    }

    @CommandHandler
    void handle(ReviseStory command) {
        guardThere(command);
        if (command.expected() != null && command.expected() != revision) {
            throw LegacyRefusals.movedOn(command.expected(), revision);
        }
        if (revision >= MOST_REVISIONS) {
            throw LegacyRefusals.tooMany("revisions", MOST_REVISIONS);
        }
        AggregateLifecycle.apply(new StoryRevised(
                command.story(),
                command.legacy(),
                revision + 1,
                command.actor(),
                command.title(),
                command.text(),
                command.people(),
                command.contexts(),
                command.reason()));
    }

    @CommandHandler
    void handle(TagStory command) {
        guardThere(command);
        if (!command.tags().equals(tags)) {
            AggregateLifecycle.apply(new StoryTagged(command.story(), command.legacy(), command.tags()));
        }
    }

    @CommandHandler
    void handle(PublishStory command) {
        guardThere(command);
        int wanted = command.revision() == null ? revision : command.revision();
        if (wanted < 1 || wanted > revision) {
            throw LegacyRefusals.noSuchRevision(wanted, revision);
        }
        if (wanted != published) {
            AggregateLifecycle.apply(new StoryPublished(command.story(), command.legacy(), wanted));
        }
    }

    @CommandHandler
    void handle(FlagStory command) {
        guardThere(command);
        if (flags.size() >= MOST_OPEN_FLAGS) {
            throw LegacyRefusals.tooMany("open flags", MOST_OPEN_FLAGS);
        }
        AggregateLifecycle.apply(new StoryFlagged(
                command.story(), command.legacy(), command.flag(), command.actor(), command.reason(), command.note()));
    }

    @CommandHandler
    void handle(ResolveFlag command) {
        guardLegacy(command);
        if (!flags.contains(command.flag())) {
            throw LegacyRefusals.noSuchFlag(command.flag());
        }
        AggregateLifecycle.apply(new FlagResolved(
                command.story(),
                command.legacy(),
                command.flag(),
                command.resolution(),
                command.actor(),
                command.note()));
    }

    @CommandHandler
    void handle(RemoveStory command) {
        guardThere(command);
        AggregateLifecycle.apply(new StoryRemoved(command.story(), command.legacy(), command.actor()));
    }

    @CommandHandler
    void handle(RestoreStory command) {
        guardLegacy(command);
        if (removed) {
            AggregateLifecycle.apply(new StoryRestored(command.story(), command.legacy(), command.actor()));
        }
    }

    private void guardThere(StoryCommand command) {
        guardLegacy(command);
        if (removed) {
            throw LegacyRefusals.removed("story");
        }
    }

    private void guardLegacy(StoryCommand command) {
        if (!command.legacy().equals(new LegacyId(legacy))) {
            throw LegacyRefusals.notFound("story", command.story());
        }
        Precondition.guard(AggregateLifecycle.getVersion());
    }

    @EventSourcingHandler
    void on(StoryEvent event) {
        switch (event) {
            case StoryWritten written -> {
                id = written.story().value();
                legacy = written.legacy().value();
                revision = 1;
            }
            case StoryRevised revised -> revision = revised.revision();
            case StoryTagged tagged -> tags = tagged.tags();
            case StoryPublished now -> published = now.revision();
            case StoryFlagged flagged -> flags.add(flagged.flag());
            case FlagResolved resolved -> flags.remove(resolved.flag());
            case StoryRemoved _ -> removed = true;
            case StoryRestored _ -> removed = false;
        }
    }
}
