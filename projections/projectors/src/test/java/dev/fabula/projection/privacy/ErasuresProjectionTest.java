package dev.fabula.projection.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.privacy.PrivacyEvent.SubjectKeyDestroyed;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ErasuresProjectionTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    private final ErasuresProjection erasures = new ErasuresProjection();

    private static Recorded<DomainEvent> erased(String subject, String reason) {
        return new Recorded<>(
                7,
                "01JD3K5V8Q2XW7RBN4T6YHMECA",
                0,
                "01JD3K5V8Q2XW7RBN4T6YHMECB",
                NOON,
                EventMetadata.of(new TenantId("alder"), new ActorId("otto"), ActorKind.USER),
                new SubjectKeyDestroyed(subject, reason));
    }

    @Test
    void anErasureIsFoundUnderItsSubject() {
        assertThat(erasures.keys(erased("user-1", "asked for it"))).containsExactly("user-1");
    }

    @Test
    void saysWhyAndWhenASubjectWasErased() {
        assertThat(erasures.evolve("user-1", null, erased("user-1", "asked for it")))
                .isEqualTo(new ErasureRow("asked for it", NOON));
    }

    @Test
    void readsNothingButErasures() {
        assertThat(erasures.events()).containsExactly(SubjectKeyDestroyed.class);
    }
}
