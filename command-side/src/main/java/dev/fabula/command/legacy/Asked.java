package dev.fabula.command.legacy;

import dev.fabula.command.Words;
import dev.fabula.contracts.legacy.ContextId;
import dev.fabula.contracts.legacy.LegacyRefusals;
import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.PersonId;
import dev.fabula.contracts.legacy.PersonName;
import dev.fabula.contracts.legacy.RelationshipId;
import dev.fabula.contracts.legacy.StoryId;
import dev.fabula.eventstore.codec.Ulids;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What people write, in the words of commands. What is new gets its id here. */
final class Asked {

    private Asked() {}

    static PersonId person(String id) {
        return id("person", id, PersonId::new);
    }

    static StoryId story(String id) {
        return id("story", id, StoryId::new);
    }

    static RelationshipId relationship(String id) {
        return id("relationship", id, RelationshipId::new);
    }

    static List<PersonId> people(@Nullable List<String> ids) {
        return ids == null
                ? List.of()
                : ids.stream().distinct().map(Asked::person).toList();
    }

    static List<ContextId> contexts(@Nullable List<String> ids) {
        return ids == null
                ? List.of()
                : ids.stream()
                        .distinct()
                        .map(id -> id("context", id, ContextId::new))
                        .toList();
    }

    /** What is no id is the id of nothing. */
    private static <T> T id(String what, String id, Function<String, T> made) {
        if (!Ulids.isUlid(id)) {
            throw LegacyRefusals.notFound(what, id);
        }
        return made.apply(id);
    }

    static List<PersonName> names(@Nullable List<LegacyRequests.Name> names) {
        return names == null ? List.of() : names.stream().map(Asked::name).toList();
    }

    private static PersonName name(LegacyRequests.Name name) {
        return new PersonName(
                name.id() == null ? Ulids.next() : name.id(),
                name.full(),
                name.type(),
                name.prefix(),
                name.given(),
                name.nickname(),
                name.surnamePrefix(),
                name.surname(),
                name.suffix(),
                List.of());
    }

    static List<LifeFact> facts(@Nullable List<LegacyRequests.Fact> facts) {
        return facts == null ? List.of() : facts.stream().map(Asked::fact).toList();
    }

    private static LifeFact fact(LegacyRequests.Fact fact) {
        Words.require("facts.value", fact.value());
        Words.require("facts.note", fact.note());
        return new LifeFact(
                fact.id() == null ? Ulids.next() : fact.id(),
                fact.kind(),
                fact.value(),
                fact.date(),
                fact.place(),
                fact.type(),
                fact.note(),
                List.of());
    }

    static List<String> notes(@Nullable List<String> notes) {
        Words.require("notes", notes);
        return notes == null ? List.of() : notes;
    }
}
