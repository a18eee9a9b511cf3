package dev.fabula.application.history;

import java.util.Map;
import java.util.Set;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Lets the one setting {@code fabula.event-store} decide whether Axon's connector takes part. */
public final class EventStoreChoice implements EnvironmentPostProcessor {

    private static final Set<String> STORES = Set.of("postgres", "axonserver");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String store = environment.getProperty("fabula.event-store", "postgres");
        if (!STORES.contains(store)) {
            throw new IllegalStateException("fabula.event-store is postgres or axonserver, not " + store);
        }
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "event-store", Map.of("axon.axonserver.enabled", store.equals("axonserver"))));
    }
}
