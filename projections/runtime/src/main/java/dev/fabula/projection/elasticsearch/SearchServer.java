package dev.fabula.projection.elasticsearch;

import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import dev.fabula.projection.Projection;
import dev.fabula.projection.runtime.Registered;
import javax.sql.DataSource;

/** An Elasticsearch, with what all read models in it share; it may be away when this is made. */
public final class SearchServer {

    private final Rest5Client client;
    private final DataSource progress;
    private final SearchSettings settings;
    private final String prefix;

    /**
     * @param client with its timeouts; it stays whoever's made it
     * @param progress where the runtime keeps how far its processors are, as the role that operates
     * @param prefix of the names of all indices and aliases here; empty where nobody else keeps such indices in this cluster
     */
    public SearchServer(Rest5Client client, DataSource progress, SearchSettings settings, String prefix) {
        this.client = client;
        this.progress = progress;
        this.settings = settings;
        this.prefix = prefix;
    }

    /** The projection with a sink here, whose readers know the mapping's alias behind the prefix. */
    public <K, V> Registered<K, V> registered(Projection<K, V> projection, DocumentMapping<V> mapping) {
        return new Registered<>(projection, new ElasticsearchSink<>(client, progress, prefix, mapping, settings));
    }
}
