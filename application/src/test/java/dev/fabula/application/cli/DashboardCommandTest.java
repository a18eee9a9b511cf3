package dev.fabula.application.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.application.TestApplication;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The link that opens the dashboard signed in. */
class DashboardCommandTest {

    @TempDir
    private Path data;

    private String run(int status, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("dashboard", "--data", data.toString()));
        command.addAll(List.of(more));
        try (CommandProcess process = CommandProcess.start(command.toArray(String[]::new))) {
            String said = process.finish().strip();
            assertThat(process.status()).as(said).isEqualTo(status);
            return said;
        }
    }

    @Test
    void aLinkHasATokenOfWhoWasNamedBehindTheSignThatNoServerSees() throws Exception {
        try (TestApplication application = TestApplication.start(
                DashboardCommandTest.class,
                List.of(),
                "--spring.profiles.active=local",
                "--fabula.local.cli-secret=" + LocalSecrets.cliSecret(data))) {
            String url = application.uri("").toString();
            new RunFile(url, ProcessHandle.current().pid(), true).write(data);

            String link = run(0, "--tenant", "birch", "--user", "emma");

            assertThat(link).startsWith(url + "/dashboard#token=").hasLineCount(1);
            String token = link.substring(link.indexOf('=') + 1);
            assertThat(application
                            .get("/api/me", "Authorization", "Bearer " + token)
                            .body())
                    .contains("birch", "emma", "editor");
            assertThat(run(1, "--user", "nobody")).contains("no demo user fits");
        }
    }

    @Test
    void whereNothingRunsItSaysHowToStartIt() throws Exception {
        assertThat(run(1)).contains("nothing runs on").contains("fabula up --detach");
    }
}
