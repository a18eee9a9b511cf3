package dev.fabula.command.storysession;

import dev.fabula.command.storysession.Beat.Alternative;
import dev.fabula.contracts.ai.AgeTier;
import dev.fabula.contracts.ai.Quality;
import dev.fabula.contracts.event.PersonalData;
import dev.fabula.contracts.storysession.BeatChoice;
import dev.fabula.contracts.storysession.RequestReason;
import dev.fabula.contracts.storysession.StoryMode;
import dev.fabula.contracts.storysession.StoryRefusals;
import dev.fabula.contracts.storysession.StorySessionCommand;
import dev.fabula.contracts.storysession.StorySessionCommand.BranchStory;
import dev.fabula.contracts.storysession.StorySessionCommand.ContinueStory;
import dev.fabula.contracts.storysession.StorySessionCommand.EndStory;
import dev.fabula.contracts.storysession.StorySessionCommand.ExpireStory;
import dev.fabula.contracts.storysession.StorySessionCommand.RateBeat;
import dev.fabula.contracts.storysession.StorySessionCommand.RecordBeat;
import dev.fabula.contracts.storysession.StorySessionCommand.RecordBeatFailure;
import dev.fabula.contracts.storysession.StorySessionCommand.RegenerateBeat;
import dev.fabula.contracts.storysession.StorySessionCommand.RejectBeat;
import dev.fabula.contracts.storysession.StorySessionCommand.SelectAlternative;
import dev.fabula.contracts.storysession.StorySessionCommand.StartStory;
import dev.fabula.contracts.storysession.StorySessionEvent;
import dev.fabula.contracts.storysession.StorySessionEvent.AlternativeSelected;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerated;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerationFailed;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRated;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRejected;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRequested;
import dev.fabula.contracts.storysession.StorySessionEvent.ChoiceMade;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryBranched;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryEnded;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryExpired;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryStarted;
import dev.fabula.contracts.storysession.StorySessionId;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Decides what may happen to a story session. At most one beat is being told at a time. */
@Aggregate(
        type = "StorySession",
        cache = "aggregateCache",
        snapshotTriggerDefinition = "snapshotTrigger",
        commandTargetResolver = "commandTargets")
final class StorySession {

    static final int MOST_BEATS = 500;
    static final int MOST_ALTERNATIVES = 10;

    private enum State {
        ACTIVE,
        ENDED,
        EXPIRED
    }

    /** A beat that is being told, or could not be. */
    private record Request(String id, int beat, RequestReason reason) {}

    @AggregateIdentifier
    private String id;

    private String owner;
    private State state = State.ACTIVE;
    /** The session that began it all. */
    private String root;
    /** Where this one begins, if it is a branch: its beats up to {@link #sharedBeats} are the parent's. */
    private @Nullable String parent;

    private int sharedBeats;

    @PersonalData(subject = "owner")
    private String title;

    private List<String> genres = List.of();
    private StoryMode mode;
    private AgeTier ageTier;
    private Quality quality;
    private @Nullable String model;
    private @Nullable String platform;
    private final TreeMap<Integer, Beat> beats = new TreeMap<>();
    private @Nullable Request open;
    private @Nullable Request failed;
    private Instant lastActivity;

    @SuppressWarnings("NullAway.Init") // Axon fills it by the first event
    StorySession() {}

    @CommandHandler
    @SuppressWarnings("NullAway.Init")
    StorySession(StartStory command) {
        AggregateLifecycle.apply(new StoryStarted(
                command.session(),
                command.actor(),
                command.title(),
                command.premise(),
                command.genres(),
                command.characters(),
                command.mode(),
                command.ageTier(),
                command.quality(),
                command.model(),
                command.platform(),
                command.seed()));
        AggregateLifecycle.apply(
                new BeatRequested(command.session(), command.actor(), command.request(), 1, RequestReason.START));
    }

    @SuppressWarnings("NullAway.Init")
    private StorySession(StoryBranched first) {
        AggregateLifecycle.apply(first);
    }

    @CommandHandler
    void handle(ContinueStory command) {
        guardActive(command, command.actor());
        int last = expected(command.expectedBeat());
        guardNotOpen();
        if (last >= MOST_BEATS) {
            throw StoryRefusals.tooMany("beats", MOST_BEATS);
        }
        Beat beat = lastBeat();
        String choice = command.choice();
        String text = command.text();
        if (choice != null) {
            text = alternative(beat, last, beat.current())
                    .choice(choice)
                    .map(BeatChoice::text)
                    .orElseThrow(() -> StoryRefusals.noSuchChoice(choice, last));
        }
        if (text == null) {
            throw StoryRefusals.choiceOrText();
        }
        AggregateLifecycle.apply(new ChoiceMade(session(), owner, last, beat.current(), choice, text));
        AggregateLifecycle.apply(
                new BeatRequested(session(), owner, command.request(), last + 1, RequestReason.CONTINUE));
    }

    @CommandHandler
    void handle(RegenerateBeat command) {
        guardActive(command, command.actor());
        int last = expected(command.expectedBeat());
        guardNotOpen();
        if (failed != null) {
            AggregateLifecycle.apply(
                    new BeatRequested(session(), owner, command.request(), failed.beat(), failed.reason()));
            return;
        }
        if (lastOwnBeat(last).alternatives().size() >= MOST_ALTERNATIVES) {
            throw StoryRefusals.tooMany("alternatives of beat " + last, MOST_ALTERNATIVES);
        }
        AggregateLifecycle.apply(
                new BeatRequested(session(), owner, command.request(), last, RequestReason.REGENERATE));
    }

    @CommandHandler
    void handle(SelectAlternative command) {
        guardActive(command, command.actor());
        guardNotOpen();
        int last = lastNumber();
        if (command.beat() != last) {
            throw StoryRefusals.notTheLastBeat(command.beat(), last);
        }
        Beat beat = lastOwnBeat(last);
        Alternative chosen = alternative(beat, last, command.alternative());
        if (!beat.current().equals(chosen.request())) {
            AggregateLifecycle.apply(new AlternativeSelected(session(), last, chosen.request()));
        }
    }

    @CommandHandler
    void handle(RateBeat command) {
        guardOwner(command, command.actor());
        Beat beat = ownBeat(command.beat());
        String request = command.alternative() == null ? beat.current() : command.alternative();
        Alternative rated = alternative(beat, command.beat(), request);
        AggregateLifecycle.apply(
                new BeatRated(session(), command.beat(), request, command.rating(), rated.provider(), rated.model()));
    }

    /** Also of a story that is over: another end can be tried. */
    @CommandHandler
    void handle(BranchStory command) throws Exception {
        guardOwner(command, command.actor());
        Beat beat = beats.get(command.beat());
        if (beat == null && parent != null && command.beat() > 0 && command.beat() < sharedBeats) {
            throw StoryRefusals.beatOfParent(command.beat(), new StorySessionId(parent));
        }
        if (beat == null) {
            throw StoryRefusals.noSuchBeat(command.beat());
        }
        String request = command.alternative() == null ? beat.current() : command.alternative();
        Alternative from = alternative(beat, command.beat(), request);
        // The beat at which this one began is its parent's: both are then branches of the same session.
        StorySessionId holder =
                parent != null && command.beat() == sharedBeats ? new StorySessionId(parent) : session();
        StoryBranched branched = new StoryBranched(
                command.branch(),
                holder,
                new StorySessionId(root),
                command.beat(),
                request,
                owner,
                command.title() == null ? title : command.title(),
                from.choices(),
                genres,
                mode,
                ageTier,
                quality,
                model,
                platform,
                command.seed());
        var _ = AggregateLifecycle.createNew(StorySession.class, () -> new StorySession(branched));
    }

    @CommandHandler
    void handle(EndStory command) {
        guardActive(command, command.actor());
        AggregateLifecycle.apply(new StoryEnded(session(), command.reason()));
    }

    @CommandHandler
    void handle(ExpireStory command) {
        if (state == State.ACTIVE && open == null && !lastActivity.isAfter(command.quietSince())) {
            AggregateLifecycle.apply(new StoryExpired(session(), command.days()));
        }
    }

    @CommandHandler
    void handle(RecordBeat command) {
        Request request = open;
        if (!isOpen(command.request()) || request == null) {
            return;
        }
        AggregateLifecycle.apply(new BeatGenerated(
                session(),
                owner,
                command.request(),
                request.beat(),
                command.text(),
                command.choices(),
                command.summary(),
                command.provider(),
                command.model(),
                command.template(),
                command.promptHash(),
                command.prompt(),
                command.attempts(),
                command.tokens(),
                command.cost(),
                command.millis(),
                command.quality(),
                command.moderation()));
    }

    @CommandHandler
    void handle(RejectBeat command) {
        Request request = open;
        if (!isOpen(command.request()) || request == null) {
            return;
        }
        AggregateLifecycle.apply(new BeatRejected(
                session(),
                owner,
                command.request(),
                request.beat(),
                command.stage(),
                command.moderation(),
                command.reference(),
                command.quarantined(),
                command.attempts(),
                command.tokens(),
                command.cost()));
    }

    @CommandHandler
    void handle(RecordBeatFailure command) {
        Request request = open;
        if (!isOpen(command.request()) || request == null) {
            return;
        }
        AggregateLifecycle.apply(new BeatGenerationFailed(
                session(),
                command.request(),
                request.beat(),
                command.code(),
                command.detail(),
                command.retryable(),
                command.attempts()));
    }

    private boolean isOpen(String request) {
        return open != null && open.id().equals(request);
    }

    private void guardOwner(StorySessionCommand command, String actor) {
        if (!actor.equals(owner)) {
            throw StoryRefusals.notFound(command.session());
        }
    }

    private void guardActive(StorySessionCommand command, String actor) {
        guardOwner(command, actor);
        if (state != State.ACTIVE) {
            throw StoryRefusals.over(state == State.ENDED ? "ended" : "expired");
        }
    }

    private void guardNotOpen() {
        if (open != null) {
            throw StoryRefusals.beatInProgress(open.beat(), open.id());
        }
    }

    /** The last beat's number, which is the one that the person saw. */
    private int expected(@Nullable Integer expectedBeat) {
        int last = lastNumber();
        if (expectedBeat != null && expectedBeat != last) {
            throw StoryRefusals.movedOn(expectedBeat, last);
        }
        return last;
    }

    private int lastNumber() {
        return beats.isEmpty() ? 0 : beats.lastKey();
    }

    private Beat lastBeat() {
        if (beats.isEmpty()) {
            throw StoryRefusals.noBeatYet();
        }
        return beats.lastEntry().getValue();
    }

    private Beat lastOwnBeat(int last) {
        Beat beat = lastBeat();
        if (last == sharedBeats) {
            throw StoryRefusals.beatOfParent(last, new StorySessionId(String.valueOf(parent)));
        }
        return beat;
    }

    private Beat ownBeat(int number) {
        if (parent != null && number > 0 && number <= sharedBeats) {
            throw StoryRefusals.beatOfParent(number, new StorySessionId(parent));
        }
        Beat beat = beats.get(number);
        if (beat == null) {
            throw StoryRefusals.noSuchBeat(number);
        }
        return beat;
    }

    private static Alternative alternative(Beat beat, int number, String request) {
        return beat.alternative(request).orElseThrow(() -> StoryRefusals.noSuchAlternative(request, number));
    }

    private StorySessionId session() {
        return new StorySessionId(id);
    }

    @EventSourcingHandler
    void on(StorySessionEvent event, @Timestamp Instant at) {
        lastActivity = at;
        switch (event) {
            case StoryStarted started -> begun(started);
            case StoryBranched branched -> begun(branched);
            case ChoiceMade _, BeatRated _ -> {}
            case BeatRequested requested -> {
                open = new Request(requested.request(), requested.beat(), requested.reason());
                failed = null;
            }
            case BeatGenerated generated -> told(generated);
            case BeatRejected _, BeatGenerationFailed _ -> {
                // One that was to be told otherwise is there as it was.
                failed = open != null && open.reason() != RequestReason.REGENERATE ? open : null;
                open = null;
            }
            case AlternativeSelected selected ->
                beats.computeIfPresent(selected.beat(), (_, beat) -> beat.withCurrent(selected.request()));
            case StoryEnded _ -> state = State.ENDED;
            case StoryExpired _ -> state = State.EXPIRED;
        }
    }

    private void begun(StoryStarted started) {
        id = started.session().value();
        root = id;
        owner = started.owner();
        title = started.title();
        genres = started.genres();
        mode = started.mode();
        ageTier = started.ageTier();
        quality = started.quality();
        model = started.model();
        platform = started.platform();
    }

    private void begun(StoryBranched branched) {
        id = branched.session().value();
        root = branched.root().value();
        parent = branched.parent().value();
        sharedBeats = branched.beat();
        owner = branched.owner();
        title = branched.title();
        genres = branched.genres();
        mode = branched.mode();
        ageTier = branched.ageTier();
        quality = branched.quality();
        model = branched.model();
        platform = branched.platform();
        beats.put(branched.beat(), Beat.of(new Alternative(branched.alternative(), owner, branched.choices(), "", "")));
    }

    private void told(BeatGenerated generated) {
        Alternative told = new Alternative(
                generated.request(), owner, generated.choices(), generated.provider(), generated.model());
        beats.merge(generated.beat(), Beat.of(told), (beat, _) -> beat.with(told));
        open = null;
        failed = null;
    }
}
