package dev.fabula.command.analytics;

import dev.fabula.command.analytics.PropertyRule.OneOf;
import dev.fabula.command.analytics.PropertyRule.Ulid;
import dev.fabula.command.analytics.PropertyRule.Whole;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which client events there are, and which properties each may have. */
final class EventCatalogue {

    private static final List<String> PAGES = List.of(
            "home", "shelf", "story", "legacy", "person", "tree", "memory", "import", "settings", "dashboard", "other");

    /** By name. */
    static final SortedMap<String, Map<String, PropertyRule>> EVENTS = new TreeMap<>(Map.of(
            "page-viewed",
            Map.of("page", new OneOf(true, PAGES), "millis", new Whole(false, 0, 600_000)),
            "story-opened",
            Map.of("session", new Ulid(true), "via", new OneOf(false, List.of("shelf", "history", "link"))),
            "choice-hovered",
            Map.of(
                    "session",
                    new Ulid(true),
                    "beat",
                    new Whole(true, 1, 10_000),
                    "choice",
                    new Whole(true, 1, 20),
                    "millis",
                    new Whole(false, 0, 600_000)),
            "share-clicked",
            Map.of(
                    "what",
                    new OneOf(true, List.of("story", "legacy", "memory")),
                    "by",
                    new OneOf(false, List.of("link", "mail", "message", "other"))),
            "app-error",
            Map.of(
                    "kind",
                    new OneOf(true, List.of("network", "server", "script", "timeout", "render")),
                    "status",
                    new Whole(false, 100, 599),
                    "page",
                    new OneOf(false, PAGES))));

    private EventCatalogue() {}
}
