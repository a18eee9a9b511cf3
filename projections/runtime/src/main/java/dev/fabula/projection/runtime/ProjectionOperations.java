package dev.fabula.projection.runtime;

import dev.fabula.contracts.event.EventJson;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.projection.TenantKey;
import dev.fabula.projection.runtime.DeadLetters.Parked;
import dev.fabula.projection.runtime.Generation.State;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What operators do with projections. Everything that changes something is recorded with who did it. */
public final class ProjectionOperations {

    /**
     * A parked event, without the event itself.
     *
     * @param error nothing where it waits behind one that failed
     */
    public record DeadLetter(
            long id,
            int generation,
            String tenant,
            String key,
            long position,
            @Nullable String error,
            @Nullable String stack,
            int attempts,
            java.time.Instant parkedAt) {}

    private static final int LONGEST_REASON = 500;
    private static final int SAMPLE = 200;
    private static final JsonMapper JSON = EventJson.builder().build();

    private final ProjectionDatabase database;
    private final Registry registry;
    private final Workshop workshop;
    private final Generations generations;
    private final Rebuilds rebuilds;
    private final DeadLetters deadLetters;
    private final Verifier verifier;
    private final Sampler sampler;
    private final Switch switching;
    private final Repairs repairs;
    private final StatusReport report;
    private final Bell bell;

    ProjectionOperations(Conductor.Parts parts, Discards discards) {
        database = parts.database();
        registry = parts.registry();
        workshop = parts.workshop();
        generations = parts.generations();
        rebuilds = parts.rebuilds();
        deadLetters = parts.deadLetters();
        verifier = parts.verifier();
        sampler = parts.sampler();
        switching = new Switch(database, generations);
        repairs = new Repairs(database, generations, deadLetters, discards, parts.history());
        bell = parts.bell();
        report = new StatusReport(database, generations, rebuilds, deadLetters, parts.history());
    }

    private Registered<?, ?> registered(String name) {
        return registry.newest(name).orElseThrow(() -> new NoSuchProjectionException("projection " + name));
    }

    public List<ProjectionStatus> all() {
        return registry.newest().stream().map(report::of).toList();
    }

    /** @throws NoSuchProjectionException where there is none of that name, as everywhere below */
    public ProjectionStatus status(String name) {
        return report.of(registered(name));
    }

    /**
     * Asks for a rebuild; some node takes it up.
     *
     * @param rate events a second; 0 yields to live load, nothing is as fast as possible
     * @param workers threads, 1 to 64
     * @throws OperationRefusedException where one is open
     */
    public ProjectionStatus rebuild(String name, @Nullable Long rate, int workers, String actor) {
        if (rate != null && rate < 0) {
            throw new IllegalArgumentException("rate is a number of events a second, or 0 to yield to live load");
        }
        if (workers < 1 || workers > 64) {
            throw new IllegalArgumentException("workers is 1 to 64");
        }
        Registered<?, ?> registered = registered(name);
        database.doInTransaction(() -> {
            rebuilds.request(registered, rate, workers, actor);
            record(actor, name, "rebuild", null);
        });
        bell.ring();
        return status(name);
    }

    private Rebuild open(String name) {
        registered(name);
        return rebuilds.open(name)
                .orElseThrow(
                        () -> new OperationRefusedException("no-rebuild-open", "no rebuild of " + name + " is open"));
    }

    public ProjectionStatus pause(String name, boolean paused, String actor) {
        Rebuild rebuild = open(name);
        if (!rebuild.state().isAtWork()) {
            throw new OperationRefusedException(
                    "rebuild-" + rebuild.state().wireName(),
                    "the rebuild of " + name + " is " + rebuild.state().wireName() + ", so there is nothing to "
                            + (paused ? "pause" : "resume"));
        }
        database.doInTransaction(() -> {
            rebuilds.pause(rebuild.id(), paused);
            record(actor, name, paused ? "pause" : "resume", null);
        });
        return status(name);
    }

    /** Ends an open rebuild and forgets its generation. */
    public ProjectionStatus cancel(String name, String actor) {
        Rebuild rebuild = open(name);
        database.doInTransaction(() -> {
            database.sql()
                    .sql("SELECT 1 FROM projection.rebuild WHERE id = ? FOR UPDATE")
                    .param(rebuild.id())
                    .query(Integer.class)
                    .single();
            rebuilds.find(rebuild.id())
                    .filter(now -> now.state().isOpen())
                    .map(Rebuild::generation)
                    .flatMap(generations::find)
                    .ifPresent(made -> generations.change(made, State.DROPPED));
            rebuilds.change(rebuild.id(), Rebuild.State.CANCELLED);
            record(actor, name, "cancel", null);
        });
        return status(name);
    }

    /** Compares what readers see with the generation that follows beside it, or, where there is none, with fresh folds. */
    public Verification verify(String name) {
        Generation current = current(name);
        Generation beside = generations
                .in(name, State.FOLLOWING)
                .or(() -> generations.in(name, State.PREVIOUS))
                .orElse(null);
        Workshop.Tools<?, ?> tools = tools(beside == null ? current : beside);
        Verification found =
                beside == null ? sampler.compare(tools, current, SAMPLE) : verifier.compare(tools, current, beside);
        rebuilds.open(name)
                .filter(rebuild -> rebuild.state() == Rebuild.State.READY)
                .ifPresent(rebuild -> rebuilds.verified(rebuild.id(), JSON.writeValueAsString(found)));
        return found;
    }

    private Generation current(String name) {
        registered(name);
        return generations
                .in(name, State.CURRENT)
                .orElseThrow(() -> new OperationRefusedException(
                        "nothing-current", name + " has no generation yet; does a node with the role projection run?"));
    }

    private Workshop.Tools<?, ?> tools(Generation generation) {
        return workshop.tools(generation)
                .orElseThrow(() -> new OperationRefusedException(
                        "version-unknown",
                        "this node does not have version " + generation.version() + " of " + generation.projection()));
    }

    /**
     * Shows readers what was rebuilt.
     *
     * @param accept why although it differs; nothing where it must not
     * @throws OperationRefusedException where it differs and that is not accepted, or is not ready
     */
    public ProjectionStatus promote(String name, @Nullable String accept, String actor) throws InterruptedException {
        requireReason(accept, false);
        Rebuild rebuild = open(name);
        if (rebuild.state() != Rebuild.State.READY) {
            throw new OperationRefusedException(
                    "rebuild-not-ready",
                    "the rebuild of " + name + " is " + rebuild.state().wireName());
        }
        Verification verification = verification(rebuild);
        if (accept == null && (verification == null || !verification.equal())) {
            throw new OperationRefusedException(
                    "verification-failed",
                    "the rebuilt generation of " + name + " differs from the live one in "
                            + (verification == null ? "what nobody has compared" : verification.differences() + " keys")
                            + "; promoting it all the same takes a reason");
        }
        Generation wanted = generations
                .in(name, State.FOLLOWING)
                .orElseThrow(
                        () -> new OperationRefusedException("nothing-to-promote", name + " has nothing to promote"));
        String accepted = verification != null && verification.equal() ? null : accept;
        boolean behind = accept != null
                && tools(wanted).registered().version() != current(name).version();
        switching.to(registered(name), wanted, behind, () -> {
            rebuilds.promoted(rebuild.id(), accepted);
            record(actor, name, "promote", accepted);
        });
        return status(name);
    }

    /**
     * Shows readers the generation before.
     *
     * @param accept why although it may be behind, which it is where no node has its version any more; nothing otherwise
     */
    public ProjectionStatus rollback(String name, @Nullable String accept, String actor) throws InterruptedException {
        requireReason(accept, false);
        registered(name);
        Generation previous = generations
                .in(name, State.PREVIOUS)
                .orElseThrow(() -> new OperationRefusedException(
                        "nothing-to-roll-back-to", name + " has no generation from before"));
        switching.to(registered(name), previous, accept != null, () -> record(actor, name, "rollback", accept));
        return status(name);
    }

    /** Forgets the generation from before. */
    public ProjectionStatus drop(String name, String actor) {
        registered(name);
        Generation previous = generations
                .in(name, State.PREVIOUS)
                .orElseThrow(() ->
                        new OperationRefusedException("nothing-to-drop", name + " has no generation from before"));
        switching.drop(previous, () -> record(actor, name, "drop", null));
        return status(name);
    }

    /**
     * Folds one key anew, in place.
     *
     * @return how many keys it were
     */
    public int repairKey(String name, TenantId tenant, String key, String actor) {
        return repair(name, Set.of(new TenantKey(tenant, key)), "repair " + tenant + "/" + key, actor);
    }

    /**
     * Folds everything that a stream touches anew, in place.
     *
     * @return how many keys it were
     */
    public int repairStream(String name, TenantId tenant, String stream, String actor) {
        if (!Ulids.isUlid(stream)) {
            throw new IllegalArgumentException(
                    "the id of a stream is a ULID (26 characters, upper case), not " + stream);
        }
        Set<TenantKey> keys = repairs.keysOfStream(tools(current(name)), tenant, stream);
        return repair(name, keys, "repair stream " + stream, actor);
    }

    private int repair(String name, Set<TenantKey> keys, String what, String actor) {
        registered(name);
        for (Generation generation : generations.of(name)) {
            if (generation.state().isLive()) {
                workshop.tools(generation).ifPresent(tools -> repairs.refold(tools, generation, keys));
            }
        }
        record(actor, name, what, null);
        return keys.size();
    }

    /**
     * What is parked, of all generations that live, in the order in which it was parked.
     *
     * @param after the id after which to begin
     */
    public List<DeadLetter> deadLetters(String name, long after, int most) {
        registered(name);
        return generations.of(name).stream()
                .flatMap(generation ->
                        deadLetters.list(generation, after, most).stream().map(this::shown))
                .sorted(java.util.Comparator.comparingLong(DeadLetter::id))
                .limit(most)
                .toList();
    }

    public DeadLetter deadLetter(String name, long id) {
        return shown(letter(name, id));
    }

    private DeadLetter shown(Parked letter) {
        return new DeadLetter(
                letter.id(),
                generations.find(letter.generation()).orElseThrow().number(),
                letter.key().tenant().value(),
                letter.key().key(),
                letter.position(),
                letter.error(),
                letter.stack(),
                letter.attempts(),
                letter.parkedAt());
    }

    private Parked letter(String name, long id) {
        registered(name);
        return deadLetters
                .find(id)
                .filter(letter -> generations
                        .find(letter.generation())
                        .filter(generation -> generation.projection().equals(name))
                        .isPresent())
                .orElseThrow(() -> new NoSuchProjectionException("dead letter " + id + " of " + name));
    }

    /**
     * Folds what is parked for the key of a letter, in order, up to what fails again.
     *
     * @return how many are parked still
     */
    public int retry(String name, long id, String actor) {
        Parked letter = letter(name, id);
        Generation generation = generations.find(letter.generation()).orElseThrow();
        int left = repairs.retry(tools(generation), generation, letter.key());
        record(actor, name, "retry dead letter " + id, null);
        return left;
    }

    /**
     * Leaves an event out of every fold of its key, for ever, and folds what waited behind it.
     *
     * @return how many are parked still
     */
    public int discard(String name, long id, String reason, String actor) {
        requireReason(reason, true);
        Parked letter = letter(name, id);
        Generation generation = generations.find(letter.generation()).orElseThrow();
        int left = repairs.discard(tools(generation), generation, letter, reason, actor);
        record(
                actor,
                name,
                "discard dead letter " + id + " (" + letter.key() + " at " + letter.position() + ")",
                reason);
        return left;
    }

    private static void requireReason(@Nullable String reason, boolean needed) {
        if (reason == null ? needed : reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("a reason has 1 to " + LONGEST_REASON + " characters");
        }
    }

    static @Nullable Verification verification(Rebuild rebuild) {
        String stored = rebuild.verification();
        return stored == null ? null : JSON.readValue(stored, Verification.class);
    }

    private void record(String actor, String projection, String what, @Nullable String reason) {
        database.sql()
                .sql("INSERT INTO projection.operation (actor, projection, what, reason) VALUES (?, ?, ?, ?)")
                .param(actor)
                .param(projection)
                .param(what)
                .param(reason)
                .update();
    }
}
