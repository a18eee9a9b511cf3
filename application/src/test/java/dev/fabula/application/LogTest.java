package dev.fabula.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LogTest {

    @Test
    void aLineSaysWhoseRequestItBelongsTo(CapturedOutput output) throws Exception {
        try (TestApplication application = TestApplication.start(
                LogTest.class,
                List.of(),
                "--spring.profiles.active=local",
                "--logging.structured.format.console=logstash")) {
            String token = application.bearer("&tenant=birch");
            application.get("/api/notes/broken", "Authorization", token, "X-Request-Id", "request-of-this-test");
            String line = output.toString()
                    .lines()
                    .filter(said -> said.contains("unexpected failure of GET /api/notes/broken"))
                    .findFirst()
                    .orElseThrow();
            assertThat(line)
                    .startsWith("{")
                    .contains("\"request_id\":\"request-of-this-test\"")
                    .contains("\"tenant_id\":\"birch\"")
                    .contains("\"user_id\":\"oscar\"")
                    .contains("\"trace_id\":\"");
            assertThat(output.toString()).doesNotContain(token.substring("Bearer ".length()));
        }
    }
}
