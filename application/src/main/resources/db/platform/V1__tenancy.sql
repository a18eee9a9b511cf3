-- What every table with a tenant builds its row-level security on.
-- The schema itself is made by Flyway, which keeps its history there.

-- The tenant of the current transaction, set by the application at its start; NULL outside one, so that a policy that compares with it
-- yields no row rather than every row.
CREATE FUNCTION platform.current_tenant() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('fabula.tenant', true), '');

GRANT USAGE ON SCHEMA platform TO fabula_app;
