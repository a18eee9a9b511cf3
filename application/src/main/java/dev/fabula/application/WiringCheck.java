package dev.fabula.application;

import dev.fabula.application.tenancy.TenantTransactionManager;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.thread.Threading;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Profiles;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

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
        if (!problems.isEmpty()) {
            throw new IllegalStateException("wrong wiring: " + String.join("; ", problems));
        }
    }
}
