package dev.fabula.application.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.projection.runtime.ProjectionSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ProjectionPropertiesTest {

    private static ProjectionSettings settings(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("fabula.projections", ProjectionProperties.class)
                .settings();
    }

    @Test
    void whatNobodySetsIsWhatTheRuntimeRecommends() {
        assertThat(settings(Map.of())).isEqualTo(ProjectionSettings.DEFAULT);
    }

    @Test
    void whatIsSetReachesTheRuntime() {
        ProjectionSettings settings =
                settings(Map.of("fabula.projections.segments", "16", "fabula.projections.sample-every", "0s"));

        assertThat(settings.segments()).isEqualTo(16);
        assertThat(settings.sampleEvery()).isEqualTo(Duration.ZERO);
    }
}
