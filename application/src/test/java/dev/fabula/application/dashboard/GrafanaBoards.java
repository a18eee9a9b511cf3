package dev.fabula.application.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboards that are shipped for Grafana, and what they ask. */
final class GrafanaBoards {

    /** @param text an expression of Prometheus, or a statement of SQL */
    record Question(String board, String panel, String source, String text) {
        @Override
        public String toString() {
            return board + ", " + panel + ": " + text;
        }
    }

    static final Path FOLDER = Path.of(System.getProperty("fabula.home"), "docker", "grafana");

    private GrafanaBoards() {}

    static List<JsonNode> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("dashboards"))) {
            List<JsonNode> boards = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                boards.add(JsonMapper.shared().readTree(Files.readString(file)));
            }
            return boards;
        }
    }

    /** @param type of the data source, as Grafana calls it */
    static List<Question> questions(String type, String field) throws IOException {
        List<Question> found = new ArrayList<>();
        for (JsonNode board : all()) {
            for (JsonNode panel : board.path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    JsonNode source = target.path("datasource");
                    if (source.path("type").asString().equals(type)) {
                        found.add(new Question(
                                board.path("title").asString(),
                                panel.path("title").asString(),
                                source.path("uid").asString(),
                                target.path(field).asString()));
                    }
                }
            }
        }
        return found;
    }
}
