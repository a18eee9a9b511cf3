package dev.fabula.application.feed;

import dev.fabula.projection.feed.EventForms;
import dev.fabula.projection.feed.Feed;
import java.util.List;

/** The feeds of this installation, whether or not this process runs them. */
record KnownFeeds(List<Feed> all, EventForms forms) {}
