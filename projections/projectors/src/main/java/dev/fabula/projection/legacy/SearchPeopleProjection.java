package dev.fabula.projection.legacy;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.PersonEvent;
import dev.fabula.contracts.legacy.PersonEvent.PersonAdded;
import dev.fabula.projection.Projection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * People, to be found by their names, of whom everybody may know: who is told dead, was born so long ago that they must be,
 * or has consented. Of others nothing is kept, not even a name; so whatever happens to somebody is folded from the
 * beginning. Who must be dead is told by their own facts, at the time of the event: a fold has no clock and sees one person.
 * Of whom nothing is known is taken to live.
 *
 * <p>As they are, their id is the key; as they were before the import that changed them last, {@code <person>/before}.
 */
final class SearchPeopleProjection implements Projection<String, PersonDocument> {

    private static final int OWN_VERSION = 1;
    private static final String BEFORE = "/before";
    /** Years that people live, as queries take it. */
    private static final int LONGEST_LIFE = 110;

    private final PeopleProjection people = new PeopleProjection();

    @Override
    public String name() {
        return "search-people";
    }

    /** What is told of people is folded as for their table: a new version of that fold is one of this. */
    @Override
    public int version() {
        return OWN_VERSION + people.version();
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return people.events();
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> event) {
        String person = ((PersonEvent) event.event()).person().value();
        return List.of(person, person + BEFORE);
    }

    @Override
    public @Nullable PersonDocument evolve(
            String key, @Nullable PersonDocument document, Recorded<DomainEvent> recorded) {
        String person = streamOf(key);
        PersonRow told = people.evolve(person, document == null ? null : document.told(), recorded);
        if (told == null) {
            return null;
        }
        boolean before = key.endsWith(BEFORE);
        PersonRow row = before ? told.before() : told;
        return row != null && isFound(row, recorded.at())
                ? PersonDocument.of(person, row, told, before)
                : PersonDocument.hidden(person, told);
    }

    private static boolean isFound(PersonRow row, Instant at) {
        return row.mergedInto() == null && !row.names().isEmpty() && (row.consented() || isDead(row, at));
    }

    private static boolean isDead(PersonRow row, Instant at) {
        int year = at.atZone(ZoneOffset.UTC).getYear() - LONGEST_LIFE;
        return switch (row.living()) {
            case LIVING -> false;
            case DECEASED -> true;
            case INFERRED -> row.died() || (row.bornBy() != null && row.bornBy() <= year);
        };
    }

    @Override
    public @Nullable PersonDocument kept(PersonDocument document) {
        return document.isFound() ? document : null;
    }

    @Override
    public boolean needsHistory(@Nullable PersonDocument document, Recorded<DomainEvent> event) {
        return !(event.event() instanceof PersonAdded) && (document == null || document.told() == null);
    }

    @Override
    public Class<PersonDocument> values() {
        return PersonDocument.class;
    }

    @Override
    public String streamOf(String key) {
        return key.endsWith(BEFORE) ? key.substring(0, key.length() - BEFORE.length()) : key;
    }
}
