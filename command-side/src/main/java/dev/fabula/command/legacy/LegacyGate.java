package dev.fabula.command.legacy;

import dev.fabula.command.StreamIds;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.ContextEvent;
import dev.fabula.contracts.legacy.ContextId;
import dev.fabula.contracts.legacy.LegacyAccess;
import dev.fabula.contracts.legacy.LegacyEvent.LegacyArchived;
import dev.fabula.contracts.legacy.LegacyEvent.LegacyCreated;
import dev.fabula.contracts.legacy.LegacyEvent.RoleGranted;
import dev.fabula.contracts.legacy.LegacyEvent.RoleRevoked;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.legacy.LegacyPolicy;
import dev.fabula.contracts.legacy.LegacyRefusals;
import dev.fabula.contracts.legacy.LegacyRight;
import dev.fabula.contracts.legacy.MemberRole;
import dev.fabula.contracts.legacy.PersonEvent;
import dev.fabula.contracts.legacy.PersonEvent.PersonMergedInto;
import dev.fabula.contracts.legacy.PersonEvent.PersonRemoved;
import dev.fabula.contracts.legacy.PersonEvent.PersonUnmergedFrom;
import dev.fabula.contracts.legacy.PersonId;
import dev.fabula.contracts.legacy.RelationshipEvent;
import dev.fabula.contracts.legacy.RelationshipId;
import dev.fabula.contracts.legacy.SlugEvent.SlugReserved;
import dev.fabula.contracts.legacy.Slugs;
import dev.fabula.contracts.legacy.StoryEvent.StoryPublished;
import dev.fabula.contracts.legacy.StoryEvent.StoryWritten;
import dev.fabula.contracts.legacy.StoryId;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.eventstore.History;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What every command in a legacy is asked before an aggregate decides: whether the caller may, and whether those that it
 * names are there. Read from the history, so that it is true now.
 */
@Component
public final class LegacyGate {

    private final History history;

    LegacyGate(History history) {
        this.history = history;
    }

    /** The stream of a slug. */
    static String reservation(String slug) {
        return StreamIds.of(Caller.required().tenant(), "LegacySlug", slug);
    }

    /**
     * @param idOrSlug of a legacy of the caller's tenant
     * @throws dev.fabula.contracts.command.CommandRefusedException where there is none, or the right is missing
     */
    LegacyStanding require(String idOrSlug, LegacyRight right) {
        LegacyStanding standing = standing(idOrSlug);
        LegacyPolicy.require(standing.access(), right);
        return standing;
    }

    /** To change something: what is archived is only read. */
    public LegacyStanding requireOpen(String idOrSlug, LegacyRight right) {
        return open(require(idOrSlug, right));
    }

    private static LegacyStanding open(LegacyStanding standing) {
        if (standing.archived()) {
            throw LegacyRefusals.archived();
        }
        return standing;
    }

    LegacyStanding standing(String idOrSlug) {
        Caller caller = Caller.required();
        String id = Slugs.isSlug(idOrSlug) ? named(idOrSlug) : idOrSlug;
        LegacyCreated created = null;
        boolean archived = false;
        MemberRole role = null;
        Map<StoryId, MemberRole> storyRoles = new HashMap<>();
        String me = caller.actor().value();
        for (Recorded<DomainEvent> recorded : stream(id)) {
            switch (recorded.event()) {
                case LegacyCreated first -> created = first;
                case LegacyArchived _ -> archived = true;
                case RoleGranted granted
                when granted.member().equals(me) -> {
                    if (granted.story() == null) {
                        role = granted.role();
                    } else {
                        storyRoles.put(granted.story(), granted.role());
                    }
                }
                case RoleRevoked revoked
                when revoked.member().equals(me) -> {
                    if (revoked.story() == null) {
                        role = null;
                    } else {
                        storyRoles.remove(revoked.story());
                    }
                }
                default -> {}
            }
        }
        if (created == null) {
            throw LegacyRefusals.notFound("legacy", idOrSlug);
        }
        return new LegacyStanding(
                created.legacy(), created.slug(), archived, LegacyAccess.of(caller.roles(), role), storyRoles);
    }

    private String named(String slug) {
        return stream(reservation(slug)).stream()
                .map(Recorded::event)
                .filter(SlugReserved.class::isInstance)
                .map(reserved -> ((SlugReserved) reserved).legacy().value())
                .findFirst()
                .orElseThrow(() -> LegacyRefusals.notFound("legacy", slug));
    }

    /** Whose a story is: its legacy, and what the caller is to the story. */
    record StoryStanding(LegacyId legacy, LegacyAccess access) {}

    /** A draft is not there for who may not read it. */
    StoryStanding requireStory(StoryId story, LegacyRight right) {
        List<DomainEvent> events =
                stream(story.value()).stream().<DomainEvent>map(Recorded::event).toList();
        if (events.isEmpty() || !(events.getFirst() instanceof StoryWritten written)) {
            throw LegacyRefusals.notFound("story", story);
        }
        LegacyStanding standing = open(standing(written.legacy().value()));
        boolean author = written.author().equals(Caller.required().actor().value());
        LegacyAccess access = standing.to(story, author);
        boolean published = events.stream().anyMatch(StoryPublished.class::isInstance);
        if (!published && !LegacyPolicy.allows(access, LegacyRight.READ_DRAFTS)) {
            throw LegacyRefusals.notFound("story", story);
        }
        LegacyPolicy.require(access, right);
        return new StoryStanding(written.legacy(), access);
    }

    /** A story of that legacy, removed or not. */
    void requireStoryOf(LegacyId legacy, StoryId story) {
        if (stream(story.value()).stream()
                .noneMatch(recorded -> recorded.event() instanceof StoryWritten written
                        && written.legacy().equals(legacy))) {
            throw LegacyRefusals.notFound("story", story);
        }
    }

    void requireRelationship(LegacyId legacy, RelationshipId relationship) {
        if (stream(relationship.value()).stream()
                .noneMatch(recorded -> recorded.event() instanceof RelationshipEvent event
                        && event.legacy().equals(legacy))) {
            throw LegacyRefusals.notFound("relationship", relationship);
        }
    }

    /** @throws dev.fabula.contracts.command.CommandRefusedException naming the first who is not there */
    void requirePeople(LegacyId legacy, List<PersonId> people) {
        people.forEach(person -> requirePerson(legacy, person));
    }

    void requirePerson(LegacyId legacy, PersonId person) {
        boolean there = false;
        PersonId into = null;
        for (Recorded<DomainEvent> recorded : stream(person.value())) {
            if (recorded.event() instanceof PersonEvent event && event.legacy().equals(legacy)) {
                there = true;
                if (event instanceof PersonRemoved) {
                    throw LegacyRefusals.notFound("person", person);
                } else if (event instanceof PersonMergedInto merged) {
                    into = merged.into();
                } else if (event instanceof PersonUnmergedFrom) {
                    into = null;
                }
            }
        }
        if (!there) {
            throw LegacyRefusals.notFound("person", person);
        }
        if (into != null) {
            throw LegacyRefusals.mergedInto(into);
        }
    }

    void requireContexts(LegacyId legacy, List<ContextId> contexts) {
        for (ContextId context : contexts) {
            boolean there = stream(context.value()).stream()
                    .anyMatch(recorded -> recorded.event() instanceof ContextEvent event
                            && event.legacy().equals(legacy));
            if (!there) {
                throw LegacyRefusals.notFound("context", context);
            }
        }
    }

    private List<Recorded<DomainEvent>> stream(String id) {
        return history.stream(Caller.required().tenant(), id, Long.MAX_VALUE);
    }
}
