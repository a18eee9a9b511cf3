package dev.fabula.projection.legacy;

import dev.fabula.projection.elasticsearch.SearchServer;
import dev.fabula.projection.neo4j.GraphServer;
import dev.fabula.projection.postgres.PostgresSink;
import dev.fabula.projection.runtime.Registered;
import java.util.List;
import javax.sql.DataSource;

/** The projections of this context. */
public final class LegacyProjections {

    private LegacyProjections() {}

    /** @param database as the role that operates; the templates must be there */
    public static List<Registered<?, ?>> in(DataSource database) {
        return List.of(
                new Registered<>(new LegaciesProjection(), new PostgresSink<>(database, "legacy", LegacyRow.class)),
                new Registered<>(new PeopleProjection(), new PostgresSink<>(database, "person", PersonRow.class)),
                new Registered<>(
                        new RelationshipsProjection(),
                        new PostgresSink<>(database, "relationship", RelationshipRow.class)),
                new Registered<>(new ContextsProjection(), new PostgresSink<>(database, "context", ContextRow.class)),
                new Registered<>(new StoriesProjection(), new PostgresSink<>(database, "legacy_story", StoryRow.class)),
                new Registered<>(
                        new RevisionsProjection(), new PostgresSink<>(database, "story_revision", RevisionRow.class)),
                new Registered<>(new AuditProjection(), new PostgresSink<>(database, "legacy_audit", AuditRow.class)),
                new Registered<>(
                        new GedcomImportsProjection(),
                        new PostgresSink<>(database, "gedcom_import", GedcomImportRow.class)),
                new Registered<>(
                        new GedcomRecordsProjection(),
                        new PostgresSink<>(database, "gedcom_record", GedcomRecordRow.class)));
    }

    /** What can be searched, where there is an Elasticsearch. */
    public static List<Registered<?, ?>> in(SearchServer search) {
        return List.of(
                search.registered(new SearchStoriesProjection(), StoryDocument.MAPPING),
                search.registered(new SearchPeopleProjection(), PersonDocument.MAPPING));
    }

    /** The graph, where there is a Neo4j. */
    public static Registered<?, ?> in(GraphServer graphs) {
        return graphs.registered(new KinProjection(), KinGraph.MAPPING);
    }
}
