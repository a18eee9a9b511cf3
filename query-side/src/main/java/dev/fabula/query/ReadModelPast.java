package dev.fabula.query;

import dev.fabula.contracts.tenancy.TenantId;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What read models were: what queries need of those who can fold history anew, as of any moment. */
public interface ReadModelPast {

    /** The last position recorded at that time or before, 0 where there is none. */
    long positionAt(Instant time);

    /**
     * The rows of a read model at a position, of all keys that a stream holds everything about, by key. A row is an object
     * of what the columns hold but for tenant, key and position, its names in camel case; what is not there is left out.
     *
     * @param tenant whose stream it must be; of another's there is no row
     * @param stream a ULID
     */
    Map<String, JsonNode> ofStream(String projection, TenantId tenant, String stream, long position);
}
