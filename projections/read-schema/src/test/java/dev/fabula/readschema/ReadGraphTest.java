package dev.fabula.readschema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadGraphTest {

    @Test
    void everyStatementCanBeRepeatedAndNoneIsAComment() {
        assertThat(ReadGraph.scripts()).isNotEmpty();
        ReadGraph.scripts()
                .values()
                .forEach(statements -> assertThat(statements)
                        .isNotEmpty()
                        .allSatisfy(statement -> assertThat(statement)
                                .matches("(?s)(CREATE|DROP) .* IF (NOT )?EXISTS\\b.*")
                                .doesNotContain("//", ";")));
    }

    @Test
    void everyScriptThatIsThereIsApplied() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/graph"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".cypher")))
                    .hasSameSizeAs(ReadGraph.scripts().keySet());
        }
    }
}
