package dev.fabula.projection.search;

import dev.fabula.projection.elasticsearch.SearchServer;
import dev.fabula.projection.runtime.Registered;

/** The projections of this context, where there is an Elasticsearch. */
public final class SearchProjections {

    private SearchProjections() {}

    public static Registered<?, ?> in(SearchServer server, Vectors vectors) {
        return server.registered(new ChunksProjection(), ChunkDocuments.mapping(vectors));
    }
}
