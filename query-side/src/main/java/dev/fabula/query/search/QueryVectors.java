package dev.fabula.query.search;

import dev.fabula.contracts.tenancy.Caller;
import java.util.Optional;

/** Makes vectors of queries: a port to models, which the query side does not know. */
@FunctionalInterface
public interface QueryVectors {

    /** Nothing where none can be had at the moment. */
    Optional<QueryVector> of(Caller caller, String text);
}
