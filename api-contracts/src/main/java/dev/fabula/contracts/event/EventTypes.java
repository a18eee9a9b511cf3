package dev.fabula.contracts.event;

import dev.fabula.contracts.account.AccountEvent;
import dev.fabula.contracts.analytics.ClientActivityEvent;
import dev.fabula.contracts.legacy.ContextEvent;
import dev.fabula.contracts.legacy.GedcomEvent;
import dev.fabula.contracts.legacy.GedcomRecordEvent;
import dev.fabula.contracts.legacy.LegacyEvent;
import dev.fabula.contracts.legacy.PersonEvent;
import dev.fabula.contracts.legacy.RelationshipEvent;
import dev.fabula.contracts.legacy.SlugEvent;
import dev.fabula.contracts.legacy.StoryEvent;
import dev.fabula.contracts.privacy.PrivacyEvent;
import dev.fabula.contracts.search.SearchEvent;
import dev.fabula.contracts.spendbudget.SpendBudgetEvent;
import dev.fabula.contracts.storysession.StorySessionEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The events there are, by wire name and by class. */
public final class EventTypes {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*\\.[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST_NAME = 100;

    /**
     * One event type of today.
     *
     * @param aggregate the kind of aggregate whose streams it is in
     */
    public record Type(String name, int revision, Class<? extends DomainEvent> eventClass, String aggregate) {
        /** The context: what stands before the dot. */
        public String context() {
            return name.substring(0, name.indexOf('.'));
        }
    }

    private final Map<String, Type> byName = new HashMap<>();
    private final Map<Class<?>, Type> byClass = new HashMap<>();

    private EventTypes() {}

    /** Every event type of the product. A context that is added is added here. */
    public static EventTypes fabula() {
        return of(List.of(
                PrivacyEvent.class,
                StorySessionEvent.class,
                SpendBudgetEvent.class,
                AccountEvent.class,
                LegacyEvent.class,
                SlugEvent.class,
                PersonEvent.class,
                RelationshipEvent.class,
                ContextEvent.class,
                StoryEvent.class,
                GedcomEvent.class,
                GedcomRecordEvent.class,
                ClientActivityEvent.class,
                SearchEvent.class));
    }

    /**
     * All records below these sealed interfaces.
     *
     * @throws IllegalArgumentException naming what is not sealed, not named, or named twice
     */
    public static EventTypes of(List<Class<? extends DomainEvent>> contexts) {
        EventTypes types = new EventTypes();
        contexts.forEach(context -> types.addAll(context, null));
        return types;
    }

    private void addAll(Class<?> type, @Nullable String inherited) {
        AggregateType declared = type.getAnnotation(AggregateType.class);
        String aggregate = declared == null ? inherited : declared.value();
        if (type.isSealed()) {
            for (Class<?> part : type.getPermittedSubclasses()) {
                addAll(part, aggregate);
            }
            return;
        }
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " is neither a sealed interface nor a record");
        }
        EventType wire = type.getAnnotation(EventType.class);
        if (wire == null) {
            throw new IllegalArgumentException(type.getName() + " has no @EventType");
        }
        if (!NAME.matcher(wire.value()).matches() || wire.value().length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    type.getName() + ": not a wire name (context.event-in-kebab-case): " + wire.value());
        }
        if (wire.revision() < 1 || wire.revision() > Short.MAX_VALUE) {
            throw new IllegalArgumentException(type.getName() + ": not a revision: " + wire.revision());
        }
        if (aggregate == null) {
            throw new IllegalArgumentException(type.getName() + " has no @AggregateType on an interface above it");
        }
        Type added = new Type(wire.value(), wire.revision(), type.asSubclass(DomainEvent.class), aggregate);
        Type other = byName.put(added.name(), added);
        if (other != null) {
            throw new IllegalArgumentException(
                    added.name() + " names both " + other.eventClass().getName() + " and "
                            + added.eventClass().getName());
        }
        byClass.put(type, added);
    }

    /** In the order of their names. */
    public Collection<Type> all() {
        return List.copyOf(new TreeMap<>(byName).values());
    }

    public Optional<Type> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** @throws IllegalArgumentException for a class that is no event type */
    public Type of(Class<?> eventClass) {
        Type type = byClass.get(eventClass);
        if (type == null) {
            throw new IllegalArgumentException(eventClass.getName()
                    + " is no known event type: it belongs below a sealed" + " interface that EventTypes lists");
        }
        return type;
    }
}
