package dev.fabula.projection.neo4j;

import dev.fabula.projection.Projection;
import dev.fabula.projection.runtime.Registered;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.neo4j.driver.Driver;

/** A Neo4j, with what all read models in it share; it may be away when this is made. */
public final class GraphServer {

    private final Driver driver;
    private final DataSource progress;
    private final Map<Integer, List<String>> scripts;
    private final GraphSettings settings;
    private final String prefix;

    /**
     * @param prefix of the names of all graphs here; empty where nobody else keeps graphs in this database
     * @param progress where the runtime keeps how far its processors are, as the role that operates
     * @param scripts statements of constraints and indexes that readers rest on, by the number of their script
     */
    public GraphServer(
            Driver driver,
            DataSource progress,
            Map<Integer, List<String>> scripts,
            GraphSettings settings,
            String prefix) {
        this.driver = driver;
        this.progress = progress;
        this.scripts = scripts;
        this.settings = settings;
        this.prefix = prefix;
    }

    /** The projection with a sink of its name here, behind the prefix, in which dashes are underscores. */
    public <K, V> Registered<K, V> registered(Projection<K, V> projection, GraphMapping<V> mapping) {
        String name = prefix + projection.name().replace('-', '_');
        return new Registered<>(projection, new Neo4jSink<>(driver, progress, name, mapping, scripts, settings));
    }
}
