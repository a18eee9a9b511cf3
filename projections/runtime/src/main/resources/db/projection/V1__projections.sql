-- Which copies of which read model there are, how far each has come, what was parked, which rebuilds run. Schema projection is made by Flyway,
-- which keeps its own history there.
--
-- A read model is declared as a template, read_template.<name>: tenant_id, one text column as the key, the values, position; its primary key
-- is (tenant_id, key). Nobody writes into a template. Each generation is a table of its own, read_generation.<name>_<number>, made from it.
-- Readers know the view read_model.<name> alone, which shows one generation.

DO $$
BEGIN
    IF to_regnamespace('read_template') IS NULL THEN
        CREATE SCHEMA read_template;
    END IF;
END
$$;
CREATE SCHEMA read_generation;
CREATE SCHEMA read_model;

CREATE TABLE projection.generation (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    projection text        NOT NULL CHECK (projection ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' AND length(projection) <= 48),
    number     integer     NOT NULL CHECK (number > 0),
    version    integer     NOT NULL,
    sink       text        NOT NULL,
    target     text        NOT NULL,
    state      text        NOT NULL CHECK (state IN ('building', 'following', 'current', 'previous', 'dropped')),
    cleared    boolean     NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (projection, number)
);
COMMENT ON COLUMN projection.generation.cleared IS 'whether a dropped generation has left its sink, too';
CREATE UNIQUE INDEX generation_current ON projection.generation (projection) WHERE state = 'current';
CREATE UNIQUE INDEX generation_previous ON projection.generation (projection) WHERE state = 'previous';

-- Axon's tokens, stored in the transaction of what was written. A processor is called <projection>/<number>.
CREATE TABLE projection.token (
    processor_name text    NOT NULL,
    segment        integer NOT NULL,
    token          bytea,
    token_type     text,
    timestamp      text    NOT NULL,
    owner          text,
    PRIMARY KEY (processor_name, segment)
) WITH (fillfactor = 50);

-- How far each segment has come.
CREATE VIEW projection.progress AS
SELECT processor_name AS processor, segment, owner,
       coalesce((convert_from(token, 'UTF8')::json ->> 'globalIndex')::bigint, 0) AS position
FROM projection.token;

-- An event whose fold failed, and what came after it for its key. The event itself stays in the history: nothing personal is copied here.
CREATE TABLE projection.dead_letter (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    generation_id bigint      NOT NULL REFERENCES projection.generation,
    tenant_id     text        NOT NULL,
    key           text        NOT NULL,
    position      bigint      NOT NULL,
    error         text,
    stack         text,
    attempts      integer     NOT NULL DEFAULT 0,
    parked_at     timestamptz NOT NULL DEFAULT now(),
    CHECK ((error IS NULL) = (stack IS NULL)),
    UNIQUE (generation_id, tenant_id, key, position)
);
ALTER TABLE projection.dead_letter ENABLE ROW LEVEL SECURITY;
ALTER TABLE projection.dead_letter FORCE ROW LEVEL SECURITY;
CREATE POLICY operate ON projection.dead_letter TO fabula_operate USING (true) WITH CHECK (true);

-- Events that operators took out of a read model's history for a key: no fold of it, live or anew, sees them again.
CREATE TABLE projection.discarded (
    projection text        NOT NULL,
    tenant_id  text        NOT NULL,
    key        text        NOT NULL,
    position   bigint      NOT NULL,
    reason     text        NOT NULL,
    actor      text        NOT NULL,
    at         timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (projection, tenant_id, key, position)
);
ALTER TABLE projection.discarded ENABLE ROW LEVEL SECURITY;
ALTER TABLE projection.discarded FORCE ROW LEVEL SECURITY;
CREATE POLICY operate ON projection.discarded TO fabula_operate USING (true) WITH CHECK (true);

CREATE TABLE projection.rebuild (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    projection    text        NOT NULL,
    version       integer     NOT NULL,
    state         text        NOT NULL CHECK (state IN
        ('queued', 'building', 'catching-up', 'verifying', 'ready', 'promoted', 'failed', 'cancelled')),
    paused        boolean     NOT NULL DEFAULT false,
    generation_id bigint      REFERENCES projection.generation,
    rate          bigint      CHECK (rate >= 0),
    workers       integer     NOT NULL CHECK (workers BETWEEN 1 AND 64),
    begun_at_head bigint      NOT NULL DEFAULT 0,
    target        bigint      NOT NULL DEFAULT 0,
    checkpoint    bigint      NOT NULL DEFAULT 0,
    reached       bigint      NOT NULL DEFAULT 0,
    per_second    double precision NOT NULL DEFAULT 0,
    events        bigint      NOT NULL DEFAULT 0,
    rows          bigint      NOT NULL DEFAULT 0,
    busy_millis   bigint      NOT NULL DEFAULT 0,
    takeovers     integer     NOT NULL DEFAULT 0,
    owner         text,
    lease_until   timestamptz,
    requested_by  text        NOT NULL,
    requested_at  timestamptz NOT NULL DEFAULT now(),
    changed_at    timestamptz NOT NULL DEFAULT now(),
    error         text,
    verification  jsonb,
    accepted      text
);
COMMENT ON COLUMN projection.rebuild.reached IS 'how far it is; what is past the checkpoint is lost with the node';
COMMENT ON COLUMN projection.rebuild.per_second IS 'positions, lately';
COMMENT ON COLUMN projection.rebuild.rate IS 'events a second; 0 yields to live load, NULL is as fast as possible';
CREATE UNIQUE INDEX rebuild_open ON projection.rebuild (projection)
    WHERE state IN ('queued', 'building', 'catching-up', 'verifying', 'ready');

-- Nodes that are there, so that segments can be shared out evenly.
CREATE TABLE projection.node (
    name    text        NOT NULL PRIMARY KEY,
    seen_at timestamptz NOT NULL
);

-- What operators did, and why.
CREATE TABLE projection.operation (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL DEFAULT now(),
    actor      text        NOT NULL,
    projection text        NOT NULL,
    what       text        NOT NULL,
    reason     text
);

-- The tables of generations. Whoever runs projections owns none of them, so these run with the owner's rights.

CREATE FUNCTION projection.require_template(template text) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF to_regclass(format('read_template.%I', template)) IS NULL OR template = 'flyway_schema_history' THEN
        RAISE EXCEPTION 'there is no read model %', template USING ERRCODE = 'undefined_table';
    END IF;
END
$$;

-- An empty copy without keys, indexes and row-level security, which COPY does not get along with: readers cannot see it.
CREATE FUNCTION projection.create_table(template text, target text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM projection.require_template(template);
    EXECUTE format('CREATE TABLE read_generation.%I (LIKE read_template.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE INCLUDING COMMENTS)',
        target, template);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON read_generation.%I TO fabula_operate', target);
END
$$;

CREATE FUNCTION projection.add_primary_key(template text, target text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    definition text;
BEGIN
    PERFORM projection.require_template(template);
    IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = format('read_generation.%I', target)::regclass AND contype = 'p') THEN
        RETURN;
    END IF;
    SELECT pg_get_constraintdef(oid) INTO STRICT definition FROM pg_constraint
    WHERE conrelid = format('read_template.%I', template)::regclass AND contype = 'p';
    EXECUTE format('ALTER TABLE read_generation.%I ADD CONSTRAINT %I %s', target, target || '_pkey', definition);
END
$$;

-- Row-level security as every table that readers see must have it.
CREATE FUNCTION projection.protect(tab regclass) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM pg_class WHERE oid = tab AND relrowsecurity AND relforcerowsecurity) THEN
        RETURN;
    END IF;
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tab);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tab);
    EXECUTE format('CREATE POLICY operate ON %s TO fabula_operate USING (true) WITH CHECK (true)', tab);
    EXECUTE format('CREATE POLICY tenant ON %s FOR SELECT TO fabula_app '
        'USING (tenant_id = nullif(current_setting(''fabula.tenant'', true), ''''))', tab);
END
$$;

-- Keys, indexes and row-level security as the template has them; what is there already stays.
CREATE FUNCTION projection.finish_table(template text, target text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    tab regclass := format('read_generation.%I', target)::regclass;
    i record;
BEGIN
    PERFORM projection.add_primary_key(template, target);
    FOR i IN
        SELECT row_number() OVER (ORDER BY x.indexrelid) AS n, x.indisunique, pg_get_indexdef(x.indexrelid) AS definition
        FROM pg_index x
        WHERE x.indrelid = format('read_template.%I', template)::regclass AND NOT x.indisprimary
    LOOP
        EXECUTE format('CREATE %s INDEX IF NOT EXISTS %I ON %s %s', CASE WHEN i.indisunique THEN 'UNIQUE' ELSE '' END,
            target || '_' || i.n, tab, substring(i.definition FROM ' (USING .*)$'));
    END LOOP;
    PERFORM projection.protect(tab);
    EXECUTE format('GRANT SELECT ON %s TO fabula_app', tab);
    EXECUTE format('ANALYZE %s', tab);
END
$$;

CREATE FUNCTION projection.drop_table(target text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    EXECUTE format('DROP TABLE IF EXISTS read_generation.%I', target);
END
$$;

-- Lets readers see this table. A column that the template has got since the table was made reads as NULL.
CREATE FUNCTION projection.show(template text, tab regclass) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    columns text;
    shown text;
BEGIN
    PERFORM projection.require_template(template);
    SELECT string_agg(
        CASE WHEN there.attname IS NULL THEN format('NULL::%s AS %I', format_type(t.atttypid, t.atttypmod), t.attname)
             ELSE format('%I', t.attname) END, ', ' ORDER BY t.attnum)
    INTO columns
    FROM pg_attribute t
    LEFT JOIN pg_attribute there ON there.attrelid = tab AND there.attname = t.attname AND NOT there.attisdropped
    WHERE t.attrelid = format('read_template.%I', template)::regclass AND t.attnum > 0 AND NOT t.attisdropped;
    shown := format('%s FROM %s', columns, tab);
    -- A node that starts must not make readers wait for a view that stays as it is.
    IF obj_description(to_regclass(format('read_model.%I', template)), 'pg_class') IS DISTINCT FROM shown THEN
        EXECUTE format('CREATE OR REPLACE VIEW read_model.%I WITH (security_invoker = true) AS SELECT %s', template, shown);
        EXECUTE format('COMMENT ON VIEW read_model.%I IS %L', template, shown);
        EXECUTE format('GRANT SELECT ON read_model.%I TO fabula_app, fabula_operate', template);
    END IF;
END
$$;

CREATE FUNCTION projection.show_generation(template text, target text) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT projection.show(template, format('read_generation.%I', target)::regclass)
$$;

-- After the migrations of the templates: every read model has a view, and every view the columns of today.
CREATE FUNCTION projection.show_all() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    t record;
BEGIN
    -- Nodes that start together take turns.
    PERFORM pg_advisory_xact_lock(hashtextextended('projection.show_all', 0));
    FOR t IN
        SELECT c.relname::text AS name, c.oid::regclass AS tab,
               (SELECT to_regclass(format('read_generation.%I', g.target)) FROM projection.generation g
                WHERE g.sink = 'postgres' AND g.state = 'current' AND g.target ~ ('^' || c.relname || '_[0-9]+$')) AS shown
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'read_template' AND c.relkind = 'r' AND c.relname <> 'flyway_schema_history'
    LOOP
        PERFORM projection.protect(t.tab);
        IF NOT has_table_privilege('fabula_app', t.tab, 'SELECT') THEN
            EXECUTE format('GRANT SELECT ON %s TO fabula_app, fabula_operate', t.tab);
        END IF;
        PERFORM projection.show(t.name, coalesce(t.shown, t.tab));
    END LOOP;
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA projection FROM PUBLIC;
GRANT USAGE ON SCHEMA projection, read_generation TO fabula_operate;
GRANT USAGE ON SCHEMA read_template, read_model TO fabula_app, fabula_operate;
GRANT USAGE ON SCHEMA read_generation TO fabula_app;
GRANT EXECUTE ON FUNCTION projection.create_table, projection.add_primary_key, projection.finish_table, projection.drop_table,
    projection.show_generation TO fabula_operate;
GRANT SELECT, INSERT, UPDATE, DELETE ON projection.generation, projection.token, projection.dead_letter, projection.discarded, projection.rebuild, projection.node,
    projection.operation TO fabula_operate;
GRANT SELECT ON projection.progress TO fabula_operate;
-- A reader that waits for a position asks how far its read model has come.
GRANT USAGE ON SCHEMA projection TO fabula_app;
GRANT SELECT ON projection.progress, projection.generation TO fabula_app;
