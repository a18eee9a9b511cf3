package dev.fabula.projection.elasticsearch;

import dev.fabula.projection.Sink;
import dev.fabula.projection.SinkContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.postgresql.ds.PGSimpleDataSource;

/** A read model in Elasticsearch is what a sink must be. */
class ElasticsearchSinkTest extends SinkContract {

    private static final String INDEX = """
            {"mappings": {"dynamic": "strict", "properties": {
              "tenant": {"type": "keyword"}, "key": {"type": "keyword"}, "position": {"type": "long"},
              "gone": {"type": "boolean"},
              "name": {"type": "text"}, "tags": {"type": "text"}, "day": {"type": "date"}, "at": {"type": "date_nanos"},
              "amount": {"type": "double"}, "count": {"type": "double"}, "size": {"type": "integer"},
              "isOpen": {"type": "boolean"}, "weight": {"type": "double"},
              "parts": {"type": "object", "enabled": false}}}}
            """;
    private static TestSearch search;
    private static ElasticsearchSink<Thing> sink;

    @BeforeAll
    static void create() {
        search = TestSearch.create(ElasticsearchSinkTest.class);
        sink = new ElasticsearchSink<>(
                search.client(),
                new PGSimpleDataSource(),
                search.prefix(),
                DocumentMapping.of(Thing.class, "things", INDEX),
                SearchSettings.DEFAULT);
    }

    @AfterAll
    static void drop() {
        search.close();
    }

    @Override
    protected Sink<Thing> sink() {
        return sink;
    }
}
