package dev.fabula.projection.projectors;

import dev.fabula.projection.account.AccountProjections;
import dev.fabula.projection.elasticsearch.SearchServer;
import dev.fabula.projection.legacy.LegacyProjections;
import dev.fabula.projection.neo4j.GraphServer;
import dev.fabula.projection.privacy.PrivacyProjections;
import dev.fabula.projection.runtime.Registered;
import dev.fabula.projection.spendbudget.SpendBudgetProjections;
import dev.fabula.projection.storysession.StorySessionProjections;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** All projections of the product. A context's are added here when it gets its first one. */
public final class Projectors {

    private Projectors() {}

    /**
     * All of them, in all versions that are still run.
     *
     * @param database as the role that operates; the templates must be there
     * @throws IllegalStateException where a template does not fit the rows that are folded for it
     */
    public static List<Registered<?, ?>> all(DataSource database) {
        return Stream.of(
                        PrivacyProjections.in(database),
                        StorySessionProjections.in(database),
                        SpendBudgetProjections.in(database),
                        AccountProjections.in(database),
                        LegacyProjections.in(database))
                .<Registered<?, ?>>flatMap(List::stream)
                .toList();
    }

    /** Those that are graphs, where there is a Neo4j. */
    public static List<Registered<?, ?>> graphs(GraphServer graphs) {
        return List.of(LegacyProjections.in(graphs));
    }

    /** Those that are search indices, where there is an Elasticsearch. */
    public static List<Registered<?, ?>> search(SearchServer search) {
        return Stream.of(LegacyProjections.in(search), StorySessionProjections.in(search))
                .<Registered<?, ?>>flatMap(List::stream)
                .toList();
    }
}
