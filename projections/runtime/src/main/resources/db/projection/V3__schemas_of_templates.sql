-- A template's schema says in which schema its view is shown, and to whom: the templates of read_template in read_model, for the application;
-- those of analytics_template in analytics, also for a role that sees nothing else. Names of templates are unique among all of these.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'fabula_analytics') THEN
        RAISE EXCEPTION 'the role fabula_analytics is missing: it may only log in, and is made by who administers PostgreSQL';
    END IF;
    IF to_regnamespace('analytics_template') IS NULL THEN
        CREATE SCHEMA analytics_template;
    END IF;
END
$$;
CREATE SCHEMA analytics;

CREATE TABLE projection.template_schema (
    templates name   PRIMARY KEY,
    views     name   NOT NULL UNIQUE,
    readers   name[] NOT NULL
);
COMMENT ON TABLE projection.template_schema IS 'Where the views of a schema''s templates are, and who may read them, always for one tenant at a time.';
INSERT INTO projection.template_schema VALUES
    ('read_template', 'read_model', '{fabula_app}'),
    ('analytics_template', 'analytics', '{fabula_app,fabula_analytics}');

-- What users are named with where they are counted and not told of: a secret of this installation, made once, without which nobody can tell who it
-- was. Whoever folds needs it; whoever reads never sees it.
CREATE TABLE projection.pseudonym_secret (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    secret   bytea   NOT NULL CHECK (length(secret) = 32)
);
INSERT INTO projection.pseudonym_secret (secret)
SELECT sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
GRANT SELECT ON projection.pseudonym_secret TO fabula_operate;

-- NULL where there is no template of that name.
CREATE FUNCTION projection.find_template(template text) RETURNS regclass
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found regclass[];
BEGIN
    SELECT array_agg(c.oid::regclass) INTO found
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN projection.template_schema s ON s.templates = n.nspname
    WHERE c.relname = template AND c.relkind = 'r' AND c.relname <> 'flyway_schema_history';
    IF cardinality(found) > 1 THEN
        RAISE EXCEPTION 'several read models are called %: %', template, found;
    END IF;
    RETURN found[1];
END
$$;

CREATE FUNCTION projection.template(template text) RETURNS regclass
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found regclass := projection.find_template(template);
BEGIN
    IF found IS NULL THEN
        RAISE EXCEPTION 'there is no read model %', template USING ERRCODE = 'undefined_table';
    END IF;
    RETURN found;
END
$$;

CREATE FUNCTION projection.shown_in(template regclass) RETURNS projection.template_schema
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT s FROM projection.template_schema s JOIN pg_namespace n ON n.nspname = s.templates JOIN pg_class c ON c.relnamespace = n.oid
    WHERE c.oid = template
$$;

-- As a list that statements can name.
CREATE FUNCTION projection.readers(template regclass) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT string_agg(quote_ident(reader), ', ') FROM unnest((projection.shown_in(template)).readers) AS reader
$$;

CREATE OR REPLACE FUNCTION projection.create_table(template text, target text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    EXECUTE format('CREATE TABLE read_generation.%I (LIKE %s INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE INCLUDING COMMENTS)',
        target, projection.template(template));
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON read_generation.%I TO fabula_operate', target);
END
$$;

CREATE OR REPLACE FUNCTION projection.add_primary_key(template text, target text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    definition text;
BEGIN
    IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = format('read_generation.%I', target)::regclass AND contype = 'p') THEN
        RETURN;
    END IF;
    SELECT pg_get_constraintdef(oid) INTO STRICT definition FROM pg_constraint
    WHERE conrelid = projection.template(template) AND contype = 'p';
    EXECUTE format('ALTER TABLE read_generation.%I ADD CONSTRAINT %I %s', target, target || '_pkey', definition);
END
$$;

DROP FUNCTION projection.protect(regclass);
-- Row-level security as every table that readers see must have it.
CREATE FUNCTION projection.protect(tab regclass, readers text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM pg_class WHERE oid = tab AND relrowsecurity AND relforcerowsecurity) THEN
        RETURN;
    END IF;
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tab);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tab);
    EXECUTE format('CREATE POLICY operate ON %s TO fabula_operate USING (true) WITH CHECK (true)', tab);
    EXECUTE format('CREATE POLICY tenant ON %s FOR SELECT TO %s '
        'USING (tenant_id = nullif(current_setting(''fabula.tenant'', true), ''''))', tab, readers);
END
$$;

CREATE OR REPLACE FUNCTION projection.finish_table(template text, target text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    of regclass := projection.template(template);
    tab regclass := format('read_generation.%I', target)::regclass;
    i record;
BEGIN
    PERFORM projection.add_primary_key(template, target);
    FOR i IN
        SELECT row_number() OVER (ORDER BY x.indexrelid) AS n, x.indisunique, pg_get_indexdef(x.indexrelid) AS definition
        FROM pg_index x
        WHERE x.indrelid = of AND NOT x.indisprimary
    LOOP
        EXECUTE format('CREATE %s INDEX IF NOT EXISTS %I ON %s %s', CASE WHEN i.indisunique THEN 'UNIQUE' ELSE '' END,
            target || '_' || i.n, tab, substring(i.definition FROM ' (USING .*)$'));
    END LOOP;
    PERFORM projection.protect(tab, projection.readers(of));
    EXECUTE format('GRANT SELECT ON %s TO %s', tab, projection.readers(of));
    EXECUTE format('ANALYZE %s', tab);
END
$$;

CREATE OR REPLACE FUNCTION projection.show(template text, tab regclass) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    of regclass := projection.template(template);
    view text := format('%I.%I', (projection.shown_in(of)).views, template);
    columns text;
    shown text;
BEGIN
    SELECT string_agg(
        CASE WHEN there.attname IS NULL THEN format('NULL::%s AS %I', format_type(t.atttypid, t.atttypmod), t.attname)
             ELSE format('%I', t.attname) END, ', ' ORDER BY t.attnum)
    INTO columns
    FROM pg_attribute t
    LEFT JOIN pg_attribute there ON there.attrelid = tab AND there.attname = t.attname AND NOT there.attisdropped
    WHERE t.attrelid = of AND t.attnum > 0 AND NOT t.attisdropped;
    shown := format('%s FROM %s', columns, tab);
    -- A node that starts must not make readers wait for a view that stays as it is.
    IF obj_description(to_regclass(view), 'pg_class') IS DISTINCT FROM shown THEN
        EXECUTE format('CREATE OR REPLACE VIEW %s WITH (security_invoker = true) AS SELECT %s', view, shown);
        EXECUTE format('COMMENT ON VIEW %s IS %L', view, shown);
        EXECUTE format('GRANT SELECT ON %s TO %s, fabula_operate', view, projection.readers(of));
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION projection.show_all() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    t record;
BEGIN
    -- Nodes that start together take turns.
    PERFORM pg_advisory_xact_lock(hashtextextended('projection.show_all', 0));
    FOR t IN
        SELECT c.relname::text AS name, c.oid::regclass AS tab, projection.readers(c.oid::regclass) AS readers,
               (SELECT to_regclass(format('read_generation.%I', g.target)) FROM projection.generation g
                WHERE g.sink = 'postgres' AND g.state = 'current' AND g.target ~ ('^' || c.relname || '_[0-9]+$')) AS shown
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN projection.template_schema s ON s.templates = n.nspname
        WHERE c.relkind = 'r' AND c.relname <> 'flyway_schema_history'
    LOOP
        PERFORM projection.protect(t.tab, t.readers);
        IF NOT has_table_privilege('fabula_app', t.tab, 'SELECT') THEN
            EXECUTE format('GRANT SELECT ON %s TO %s, fabula_operate', t.tab, t.readers);
        END IF;
        PERFORM projection.show(t.name, coalesce(t.shown, t.tab));
    END LOOP;
END
$$;

DROP FUNCTION projection.require_template(text);
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA projection FROM PUBLIC;
GRANT EXECUTE ON FUNCTION projection.find_template TO fabula_operate;
GRANT USAGE ON SCHEMA analytics_template, analytics TO fabula_app, fabula_operate, fabula_analytics;
GRANT USAGE ON SCHEMA read_generation TO fabula_analytics;
