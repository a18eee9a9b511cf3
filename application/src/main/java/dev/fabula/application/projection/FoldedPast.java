package dev.fabula.application.projection;

import dev.fabula.contracts.event.EventJson;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.projection.runtime.AsOf;
import dev.fabula.query.ReadModelPast;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What read models were, folded in this process. Values become JSON here, so that queries need no fold's own types. */
final class FoldedPast implements ReadModelPast {

    private static final JsonMapper JSON = EventJson.builder().build();

    private final AsOf asOf;

    FoldedPast(AsOf asOf) {
        this.asOf = asOf;
    }

    @Override
    public long positionAt(Instant time) {
        return asOf.positionAt(time);
    }

    @Override
    public Map<String, JsonNode> ofStream(String projection, TenantId tenant, String stream, long position) {
        Map<String, JsonNode> rows = new TreeMap<>();
        asOf.ofStream(projection, Object.class, tenant, stream, position)
                .forEach((key, value) -> rows.put(key, JSON.valueToTree(value)));
        return rows;
    }
}
