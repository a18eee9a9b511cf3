package dev.fabula.query.legacy;

import dev.fabula.contracts.tenancy.TenantId;
import java.util.Optional;

/** How far imports that are under way have come: what queries need of those who work on them. */
public interface ImportProgress {

    /**
     * In records of the file.
     *
     * @param total nothing is more than this; both are 0 or more
     */
    record Progress(long done, long total) {}

    /**
     * @param imported the import, a ULID
     * @return nothing where nobody knows
     */
    Optional<Progress> of(TenantId tenant, String imported);
}
