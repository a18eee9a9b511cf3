package dev.fabula.application.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The administration of the application that runs on a data folder, asked as an operator. */
final class AdminApi {

    private static final String PATH = "/api/admin/";

    private final LocalApi api;

    /** @throws Refusal where nothing runs there */
    AdminApi(Path folder) throws InterruptedException {
        api = new LocalApi(folder, new LocalApi.Who(null, null, "operator"));
    }

    /** @param path under /api/admin */
    JsonNode get(String path) throws InterruptedException {
        return api.get(PATH + path);
    }

    JsonNode post(String path, Map<String, ?> body) throws InterruptedException {
        return post(path, body, LocalApi.PATIENCE);
    }

    /** @throws Refusal with the application's own words where it refuses */
    JsonNode post(String path, Map<String, ?> body, Duration patience) throws InterruptedException {
        return api.post(PATH + path, body, patience);
    }

    /** A part of a path or of a query. */
    static String encoded(String text) {
        return LocalApi.encoded(text);
    }
}
