package dev.fabula.projection.privacy;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.privacy.PrivacyEvent;
import dev.fabula.contracts.privacy.PrivacyEvent.SubjectKeyDestroyed;
import dev.fabula.projection.Projection;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which data subjects of a tenant are erased. There is no way back, so no row ever goes. */
final class ErasuresProjection implements Projection<String, ErasureRow> {

    @Override
    public String name() {
        return "erasures";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(SubjectKeyDestroyed.class);
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> event) {
        return switch ((PrivacyEvent) event.event()) {
            case SubjectKeyDestroyed erased -> List.of(erased.subject());
        };
    }

    @Override
    public ErasureRow evolve(String subject, @Nullable ErasureRow row, Recorded<DomainEvent> event) {
        return switch ((PrivacyEvent) event.event()) {
            case SubjectKeyDestroyed erased -> new ErasureRow(erased.reason(), event.at());
        };
    }

    @Override
    public Class<ErasureRow> values() {
        return ErasureRow.class;
    }
}
