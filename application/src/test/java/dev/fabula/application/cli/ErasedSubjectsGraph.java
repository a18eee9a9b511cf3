package dev.fabula.application.cli;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.privacy.PrivacyEvent.SubjectKeyDestroyed;
import dev.fabula.local.testing.TestServers;
import dev.fabula.projection.Projection;
import dev.fabula.projection.neo4j.GraphMapping;
import dev.fabula.projection.neo4j.GraphServer;
import dev.fabula.projection.runtime.Registered;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;

/** A graph beside the product's read models; not annotated, so that no other test finds it by scanning. */
class ErasedSubjectsGraph {

    static final String NAME = TestServers.nameFor(ErasedSubjectsGraph.class).replace('_', '-');

    record Subject(String reason) {}

    @Bean
    Registered<?, ?> erasedSubjects(GraphServer graphs) {
        return graphs.registered(
                new Subjects(),
                GraphMapping.of(Subject.class)
                        .node(Subject.class, "ErasedSubject")
                        .build());
    }

    private static final class Subjects implements Projection<String, Subject> {

        @Override
        public String name() {
            return NAME;
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
            return List.of(((SubjectKeyDestroyed) event.event()).subject());
        }

        @Override
        public Subject evolve(String key, @Nullable Subject value, Recorded<DomainEvent> event) {
            return new Subject(((SubjectKeyDestroyed) event.event()).reason());
        }

        @Override
        public Class<Subject> values() {
            return Subject.class;
        }
    }
}
