package dev.fabula.application.search;

import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.projection.SinkUnavailableException;
import dev.fabula.projection.search.Vectors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Vectors as they are kept, for who writes read models of all tenants. */
final class StoredVectors implements Vectors {

    private final JdbcClient jdbc;

    /** @param operate as the role that operates */
    StoredVectors(DataSource operate) {
        this.jdbc = JdbcClient.create(operate);
    }

    @Override
    public Map<String, float[]> find(TenantId tenant, Collection<String> references) {
        Map<String, float[]> found = new HashMap<>();
        try {
            jdbc.sql("SELECT reference, vector FROM platform.embedding"
                            + " WHERE tenant_id = ? AND reference = ANY (?::text[])")
                    .params(tenant.value(), references.toArray(String[]::new))
                    .query(row -> {
                        found.put(row.getString(1), numbers(row.getBytes(2)));
                    });
        } catch (DataAccessException away) {
            throw new SinkUnavailableException("cannot look up vectors: " + away.getMessage(), away);
        }
        return found;
    }

    private static float[] numbers(byte[] bytes) {
        float[] numbers = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
        return numbers;
    }
}
