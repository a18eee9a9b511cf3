package dev.fabula.projection.legacy;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventTypes;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.ContextEvent;
import dev.fabula.contracts.legacy.LegacyEvent;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.legacy.PersonEvent;
import dev.fabula.contracts.legacy.RelationshipEvent;
import dev.fabula.contracts.legacy.StoryEvent;
import dev.fabula.projection.Projection;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who did what in a legacy, and when; not what was said. */
final class AuditProjection implements Projection<String, AuditRow> {

    private static final EventTypes TYPES = EventTypes.fabula();

    /** All that happens in legacies. */
    private static final Set<Class<? extends DomainEvent>> EVENTS = TYPES.all().stream()
            .<Class<? extends DomainEvent>>map(EventTypes.Type::eventClass)
            .filter(type -> List.of(
                            LegacyEvent.class,
                            PersonEvent.class,
                            RelationshipEvent.class,
                            ContextEvent.class,
                            StoryEvent.class)
                    .stream()
                    .anyMatch(context -> context.isAssignableFrom(type)))
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public String name() {
        return "legacy-audit";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return EVENTS;
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> recorded) {
        return List.of(String.format(Locale.ROOT, "%s/%019d", legacy(recorded.event()), recorded.position()));
    }

    private static LegacyId legacy(DomainEvent event) {
        return switch (event) {
            case LegacyEvent of -> of.legacy();
            case PersonEvent of -> of.legacy();
            case RelationshipEvent of -> of.legacy();
            case ContextEvent of -> of.legacy();
            case StoryEvent of -> of.legacy();
            default -> throw new IllegalArgumentException(event + " is of no legacy");
        };
    }

    @Override
    public AuditRow evolve(String key, @Nullable AuditRow row, Recorded<DomainEvent> recorded) {
        return new AuditRow(
                legacy(recorded.event()).value(),
                TYPES.of(recorded.event().getClass()).name(),
                recorded.stream(),
                recorded.metadata().actor().value(),
                recorded.metadata().actorKind().name().toLowerCase(Locale.ROOT),
                recorded.at());
    }

    @Override
    public Class<AuditRow> values() {
        return AuditRow.class;
    }
}
