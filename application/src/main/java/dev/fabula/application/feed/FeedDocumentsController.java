package dev.fabula.application.feed;

import dev.fabula.application.FabulaProperties;
import dev.fabula.projection.feed.AsyncApi;
import dev.fabula.projection.feed.EventForms;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** What the feeds look like, for whoever builds on them. */
@RestController
@RequestMapping("/api/feeds")
class FeedDocumentsController {

    private static final MediaType YAML = MediaType.parseMediaType("application/yaml");
    private static final MediaType SCHEMA = MediaType.parseMediaType("application/schema+json");

    private final KnownFeeds feeds;
    private final FabulaProperties fabula;
    private final String version;

    FeedDocumentsController(KnownFeeds feeds, FabulaProperties fabula, ObjectProvider<BuildProperties> build) {
        this.feeds = feeds;
        this.fabula = fabula;
        BuildProperties known = build.getIfAvailable();
        this.version = known == null ? "0" : Objects.requireNonNullElse(known.getVersion(), "0");
    }

    @GetMapping("/asyncapi.yaml")
    ResponseEntity<String> yaml() {
        return ResponseEntity.ok().contentType(YAML).body(AsyncApi.yaml(document()));
    }

    @GetMapping("/asyncapi.json")
    ResponseEntity<String> json() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(document()));
    }

    /** @param type as ce_type says it: fabula.&lt;wire name&gt;.v&lt;revision&gt; */
    @GetMapping("/schemas/{type}")
    ResponseEntity<String> schema(@PathVariable("type") String type) {
        EventForms.Form form = feeds.forms()
                .named(type)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        "there is no event type " + type + "; one is called fabula.<name>.v<revision>"));
        return ResponseEntity.ok()
                .contentType(SCHEMA)
                .body(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(EventForms.served(form)));
    }

    private Map<String, Object> document() {
        String brokers = fabula.kafka().bootstrapServers();
        String schemas = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/api/feeds/schemas")
                .toUriString();
        return new AsyncApi(version, brokers == null ? "" : brokers, schemas).of(feeds.all(), feeds.forms());
    }
}
