package dev.fabula.projection.legacy;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.ContextEvent.ContextAdded;
import dev.fabula.contracts.legacy.ContextId;
import dev.fabula.contracts.legacy.LegacyEvent.LegacyCreated;
import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.PersonEvent.PersonAdded;
import dev.fabula.contracts.legacy.PersonEvent.PersonChanged;
import dev.fabula.contracts.legacy.PersonEvent.PersonMergedInto;
import dev.fabula.contracts.legacy.PersonEvent.PersonRemoved;
import dev.fabula.contracts.legacy.PersonEvent.PersonUnmergedFrom;
import dev.fabula.contracts.legacy.PersonId;
import dev.fabula.contracts.legacy.RelationshipEvent.RelationshipAdded;
import dev.fabula.contracts.legacy.RelationshipEvent.RelationshipChanged;
import dev.fabula.contracts.legacy.RelationshipEvent.RelationshipRemoved;
import dev.fabula.contracts.legacy.StoryEvent.StoryPublished;
import dev.fabula.contracts.legacy.StoryEvent.StoryRemoved;
import dev.fabula.contracts.legacy.StoryEvent.StoryRestored;
import dev.fabula.contracts.legacy.StoryEvent.StoryRevised;
import dev.fabula.contracts.legacy.StoryEvent.StoryWritten;
import dev.fabula.projection.Projection;
import dev.fabula.projection.legacy.KinGraph.AssociatedWith;
import dev.fabula.projection.legacy.KinGraph.Bond;
import dev.fabula.projection.legacy.KinGraph.ContextNode;
import dev.fabula.projection.legacy.KinGraph.HangsOn;
import dev.fabula.projection.legacy.KinGraph.LegacyNode;
import dev.fabula.projection.legacy.KinGraph.MergedInto;
import dev.fabula.projection.legacy.KinGraph.ParentOf;
import dev.fabula.projection.legacy.KinGraph.PartnerOf;
import dev.fabula.projection.legacy.KinGraph.PersonNode;
import dev.fabula.projection.legacy.KinGraph.StoryNode;
import dev.fabula.projection.legacy.KinGraph.TellsOf;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How people, stories and contexts of legacies hang together. */
final class KinProjection implements Projection<String, KinGraph> {

    private static final Set<String> MARRIED = Set.of("marriage");
    private static final Set<String> ENDED = Set.of("divorce", "annulment", "separation");

    @Override
    public String name() {
        return "kin";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(
                LegacyCreated.class,
                PersonAdded.class,
                PersonChanged.class,
                PersonMergedInto.class,
                PersonUnmergedFrom.class,
                PersonRemoved.class,
                RelationshipAdded.class,
                RelationshipChanged.class,
                RelationshipRemoved.class,
                ContextAdded.class,
                StoryWritten.class,
                StoryRevised.class,
                StoryPublished.class,
                StoryRemoved.class,
                StoryRestored.class);
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> recorded) {
        return switch (recorded.event()) {
            case LegacyCreated created ->
                List.of(KinGraph.legacy(created.legacy().value()));
            case PersonAdded added -> List.of(KinGraph.person(added.person().value()));
            case PersonChanged changed ->
                List.of(KinGraph.person(changed.person().value()));
            case PersonRemoved removed ->
                List.of(KinGraph.person(removed.person().value()));
            case PersonMergedInto merged -> List.of("merged/" + merged.person());
            case PersonUnmergedFrom back -> List.of("merged/" + back.person());
            case RelationshipAdded added -> List.of("relationship/" + added.relationship());
            case RelationshipChanged changed -> List.of("relationship/" + changed.relationship());
            case RelationshipRemoved removed -> List.of("relationship/" + removed.relationship());
            case ContextAdded added -> List.of(KinGraph.context(added.context().value()));
            case StoryWritten written -> story(written.story().value(), written.people(), written.contexts());
            case StoryRevised revised -> story(revised.story().value(), revised.people(), revised.contexts());
            case StoryPublished published ->
                List.of(KinGraph.story(published.story().value()));
            case StoryRemoved removed -> List.of(KinGraph.story(removed.story().value()));
            case StoryRestored restored ->
                List.of(KinGraph.story(restored.story().value()));
            default -> List.of();
        };
    }

    private static List<String> story(String story, List<PersonId> people, List<ContextId> contexts) {
        List<String> keys = new ArrayList<>();
        keys.add(KinGraph.story(story));
        people.forEach(person -> keys.add("tells/" + story + '/' + person));
        contexts.forEach(context -> keys.add("hangs/" + story + '/' + context));
        return keys;
    }

    @Override
    public @Nullable KinGraph evolve(String key, @Nullable KinGraph value, Recorded<DomainEvent> recorded) {
        return switch (recorded.event()) {
            case LegacyCreated created -> new LegacyNode(created.legacy().value(), created.slug());
            case PersonAdded added ->
                new PersonNode(added.person().value(), added.legacy().value(), added.sex());
            case PersonChanged changed
            when value instanceof PersonNode person ->
                new PersonNode(person.id(), person.legacy(), Objects.requireNonNullElse(changed.sex(), person.sex()));
            case PersonMergedInto merged ->
                new MergedInto(
                        merged.person().value(),
                        merged.into().value(),
                        merged.legacy().value());
            case PersonUnmergedFrom _, PersonRemoved _ -> null;
            case RelationshipAdded added -> added(value, added);
            case RelationshipRemoved removed -> removed(value, removed.imported());
            case RelationshipChanged changed when value != null -> changed(value, changed);
            case ContextAdded added ->
                new ContextNode(added.context().value(), added.legacy().value(), added.kind());
            case StoryWritten written ->
                part(
                        key,
                        written.story().value(),
                        written.legacy().value(),
                        1,
                        new StoryNode(written.story().value(), written.legacy().value(), 1, null, false));
            case StoryRevised revised ->
                part(
                        key,
                        revised.story().value(),
                        revised.legacy().value(),
                        revised.revision(),
                        value instanceof StoryNode story
                                ? new StoryNode(
                                        story.id(),
                                        story.legacy(),
                                        revised.revision(),
                                        story.published(),
                                        story.removed())
                                : null);
            case StoryPublished published
            when value instanceof StoryNode story ->
                new StoryNode(story.id(), story.legacy(), story.revision(), published.revision(), story.removed());
            case StoryRemoved _
            when value instanceof StoryNode story ->
                new StoryNode(story.id(), story.legacy(), story.revision(), story.published(), true);
            case StoryRestored _
            when value instanceof StoryNode story ->
                new StoryNode(story.id(), story.legacy(), story.revision(), story.published(), false);
            default -> value;
        };
    }

    /** What an import removed and adds again was there before it, and is not its own. */
    private static @Nullable KinGraph added(@Nullable KinGraph value, RelationshipAdded added) {
        Bond bond = joined(added);
        return bond != null
                        && added.imported() != null
                        && value instanceof Bond before
                        && added.imported().equals(before.goneBy())
                ? bond.cameAndWent(before.imported(), null)
                : bond;
    }

    /** Nothing where somebody removed it, or nobody has seen it before the import that does. */
    private static @Nullable KinGraph removed(@Nullable KinGraph value, @Nullable String imported) {
        return value instanceof Bond bond && imported != null && !imported.equals(bond.imported())
                ? bond.cameAndWent(bond.imported(), imported)
                : null;
    }

    private static @Nullable Bond joined(RelationshipAdded added) {
        String legacy = added.legacy().value();
        String from = added.from().value();
        String imported = added.imported();
        if (added.to() == null) {
            return null;
        }
        String to = added.to().value();
        return switch (added.kind()) {
            case PARENT_CHILD ->
                added.pedigree() == null ? null : new ParentOf(from, to, legacy, added.pedigree(), imported, null);
            case PARTNER ->
                new PartnerOf(
                        from, to, legacy, ids(added.facts(), MARRIED), ids(added.facts(), ENDED), imported, null);
            case ASSOCIATION -> new AssociatedWith(from, to, legacy, added.role(), imported, null);
        };
    }

    private static KinGraph changed(KinGraph value, RelationshipChanged changed) {
        return switch (value) {
            case ParentOf edge -> changed.pedigree() == null ? edge : edge.with(changed.pedigree());
            case PartnerOf edge ->
                edge.with(after(edge.marriages(), changed, MARRIED), after(edge.endings(), changed, ENDED));
            case AssociatedWith edge -> changed.role() == null ? edge : edge.as(changed.role());
            default -> value;
        };
    }

    private static List<String> ids(List<LifeFact> facts, Set<String> kinds) {
        return facts.stream()
                .filter(fact -> kinds.contains(fact.kind()))
                .map(LifeFact::id)
                .toList();
    }

    /** A fact that is changed may have become of another kind. */
    private static List<String> after(List<String> before, RelationshipChanged changed, Set<String> kinds) {
        List<String> ids = new ArrayList<>(before);
        ids.removeAll(changed.removed());
        ids.removeAll(changed.facts().stream().map(LifeFact::id).toList());
        ids.addAll(ids(changed.facts(), kinds));
        return ids;
    }

    /** Of what a key says it is: the story itself, or one that it tells of, or hangs on. */
    private static @Nullable KinGraph part(
            String key, String story, String legacy, int revision, @Nullable StoryNode node) {
        String other = key.substring(key.lastIndexOf('/') + 1);
        if (key.startsWith("tells/")) {
            return new TellsOf(story, other, legacy, revision);
        }
        return key.startsWith("hangs/") ? new HangsOn(story, other, legacy, revision) : node;
    }

    @Override
    public Class<KinGraph> values() {
        return KinGraph.class;
    }
}
