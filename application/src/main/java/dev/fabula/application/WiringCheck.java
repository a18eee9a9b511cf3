package dev.fabula.application;

import dev.fabula.application.projection.KnownProjections;
import dev.fabula.application.tenancy.TenantTransactionManager;
import dev.fabula.eventstore.postgres.PostgresEventStorageEngine;
import dev.fabula.projection.runtime.ProjectionNode;
import dev.fabula.query.ReadsFrom;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.SimpleEventBus;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.jooq.DSLContext;
import org.jooq.impl.DataSourceConnectionProvider;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.thread.Threading;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.bind.annotation.RestController;

/** Refuses to serve with parts that would be wrong in silence. */
@Component
class WiringCheck implements SmartInitializingSingleton {

    private final ApplicationContext context;

    WiringCheck(ApplicationContext context) {
        this.context = context;
    }

    /** @throws IllegalStateException naming everything that is wrong */
    @Override
    public void afterSingletonsInstantiated() {
        List<String> problems = new ArrayList<>();
        context.getBeansOfType(PlatformTransactionManager.class).forEach((name, manager) -> {
            if (!(manager instanceof TenantTransactionManager)) {
                problems.add("the transaction manager " + name + " does not bind the tenant");
            }
        });
        if (context.getBeanNamesForType(PlatformTransactionManager.class).length == 0) {
            problems.add("there is no transaction manager");
        }
        if (context.getBeansOfType(MeterRegistry.class).values().stream()
                .noneMatch(PrometheusMeterRegistry.class::isInstance)) {
            problems.add("there is no Prometheus registry, so metrics would go nowhere");
        }
        if (!Threading.VIRTUAL.isActive(context.getEnvironment())) {
            problems.add("virtual threads are off (spring.threads.virtual.enabled)");
        }
        if (!context.getEnvironment().acceptsProfiles(Profiles.of("local"))
                && context.getBeanNamesForType(RegisteredClientRepository.class).length > 0) {
            problems.add("tokens are issued outside the local profile");
        }
        checkAxon(problems);
        checkReadModels(problems);
        if (!problems.isEmpty()) {
            throw new IllegalStateException("wrong wiring: " + String.join("; ", problems));
        }
    }

    private void checkAxon(List<String> problems) {
        requireNone(SimpleEventBus.class, "events would be forgotten", problems);
        requireNone(EmbeddedEventStore.class, "events would go past the history", problems);
        requireNone(InMemoryTokenStore.class, "processors would start from the beginning at each start", problems);
        requireNone(NoTransactionManager.class, "processors would not be transactional", problems);
        requireNone(EventStorageEngine.class, PostgresEventStorageEngine.class, problems);
        requireSome(EventStore.class, problems);
        requireSome(TokenStore.class, problems);
        requireSome(TransactionManager.class, problems);
        requireSome(ProjectionNode.class, problems);
        context.getBeansOfType(Serializer.class).forEach((name, serializer) -> {
            if (serializer.getClass().getSimpleName().startsWith("XStream")) {
                problems.add("the serializer " + name + " writes what it cannot read");
            }
        });
    }

    private void checkReadModels(List<String> problems) {
        context.getBeansOfType(DSLContext.class).forEach((name, queries) -> {
            if (!(queries.configuration().connectionProvider() instanceof DataSourceConnectionProvider provider)
                    || !(provider.dataSource() instanceof TransactionAwareDataSourceProxy)) {
                problems.add("the queries " + name + " do not run in the transaction that binds the tenant");
            }
        });
        KnownProjections known = context.getBean(KnownProjections.class);
        context.getBeansWithAnnotation(RestController.class)
                .forEach((name, controller) -> readFrom(AopUtils.getTargetClass(controller))
                        .filter(projection -> !known.has(projection))
                        .forEach(unknown ->
                                problems.add(name + " reads from the projection " + unknown + ", which is none")));
    }

    private static Stream<String> readFrom(Class<?> controller) {
        return Stream.concat(Stream.of(controller), Arrays.stream(controller.getDeclaredMethods()))
                .map(element -> AnnotatedElementUtils.findMergedAnnotation(element, ReadsFrom.class))
                .filter(Objects::nonNull)
                .flatMap(reads -> Arrays.stream(reads.value()));
    }

    private void requireSome(Class<?> type, List<String> problems) {
        if (context.getBeanNamesForType(type).length == 0) {
            problems.add("there is no " + type.getSimpleName());
        }
    }

    private void requireNone(Class<?> type, String why, List<String> problems) {
        for (String name : context.getBeanNamesForType(type)) {
            problems.add(name + " is a " + type.getSimpleName() + ": " + why);
        }
    }

    /** None of that type but of this one. */
    private void requireNone(Class<?> type, Class<?> but, List<String> problems) {
        context.getBeansOfType(type).forEach((name, bean) -> {
            if (!but.isInstance(bean)) {
                problems.add(
                        name + " is a " + bean.getClass().getSimpleName() + " instead of a " + but.getSimpleName());
            }
        });
    }
}
