-- How the history is written and loaded. All run with the owner's rights, so that the roles that call them need none on the tables.
--
-- The hot ones (append, append_one, load) name the schema of everything themselves instead of setting a search path, which costs more than
-- the rest of such a call (measured: 12 of 110 microseconds). No role that may call them may create anything in any schema, so there is
-- nothing of theirs that an operator could be resolved to.

-- The ids of these wire names, made where they are new.
CREATE FUNCTION event_store.register_event_types(names text[]) RETURNS TABLE (id smallint, name text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    INSERT INTO event_store.event_type (name)
    SELECT n FROM unnest(names) AS n WHERE NOT EXISTS (SELECT FROM event_store.event_type t WHERE t.name = n)
    ORDER BY n
    ON CONFLICT (name) DO NOTHING;
    RETURN QUERY SELECT t.id, t.name FROM event_store.event_type t WHERE t.name = ANY (names);
END
$$;

-- Appends a batch right after the last committed event: no row of it, or all. Each statement of a volatile function takes a snapshot of its
-- own, so the last position is read after the lock is ours. No counter is kept in a row: while anybody holds an old snapshot, its dead
-- versions could not be pruned and each append would be slower than the one before.
-- Writers are ordered by the advisory lock 4713820715, held to commit: positions become visible in their order.
-- Arrays are parallel; outcomes belong to commands with an idempotency key, outcome_of counts their last event from 1.
CREATE FUNCTION event_store.append(
    streams uuid[], sequences bigint[], ids uuid[], types smallint[], revisions smallint[], tenants text[], metadata bytea[], payloads bytea[],
    commands text[], fingerprints bytea[], outcome_of integer[],
    OUT first_position bigint, OUT at timestamptz)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER AS $$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(4713820715);
    SELECT e.position + 1, greatest(pg_catalog.clock_timestamp(), e.recorded_at) INTO first_position, at
    FROM event_store.event e ORDER BY e.position DESC LIMIT 1;
    IF NOT FOUND THEN
        first_position := 1;
        at := pg_catalog.clock_timestamp();
    END IF;
    INSERT INTO event_store.event (position, sequence, recorded_at, stream_id, event_id, type, revision, tenant_id, metadata, payload)
    SELECT first_position + b.n - 1, b.sequence, at, b.stream, b.id, b.type, b.revision, b.tenant, b.metadata, b.payload
    FROM unnest(streams, sequences, ids, types, revisions, tenants, metadata, payloads)
        WITH ORDINALITY AS b(stream, sequence, id, type, revision, tenant, metadata, payload, n);
    IF commands IS NOT NULL THEN
        INSERT INTO event_store.command_outcome (tenant_id, command_id, fingerprint, stream_id, sequence, position, recorded_at)
        SELECT tenants[c.last], c.command, c.fingerprint, streams[c.last], sequences[c.last], first_position + c.last - 1, at
        FROM unnest(commands, fingerprints, outcome_of) AS c(command, fingerprint, last);
    END IF;
    PERFORM pg_catalog.pg_notify('fabula_history', (first_position + pg_catalog.cardinality(streams) - 1)::pg_catalog.text);
END
$$;

-- The same for the one event that is alone in its batch, without the cost of arrays.
CREATE FUNCTION event_store.append_one(
    stream uuid, sequence bigint, id uuid, type smallint, revision smallint, tenant text, metadata bytea, payload bytea,
    OUT first_position bigint, OUT at timestamptz)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER AS $$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(4713820715);
    INSERT INTO event_store.event (position, sequence, recorded_at, stream_id, event_id, type, revision, tenant_id, metadata, payload)
    SELECT coalesce(h.position, 0) + 1, $2, greatest(pg_catalog.clock_timestamp(), h.recorded_at), $1, $3, $4, $5, $6, $7, $8
    FROM (VALUES (1)) AS always (one)
    LEFT JOIN LATERAL (SELECT e.position, e.recorded_at FROM event_store.event e ORDER BY e.position DESC LIMIT 1) AS h ON true
    RETURNING event.position, event.recorded_at INTO first_position, at;
    PERFORM pg_catalog.pg_notify('fabula_history', first_position::pg_catalog.text);
END
$$;

-- A batch in which some command conflicts: each command is tried by itself, still in one transaction. first_of and last_of delimit its
-- events, counted from 1. Answers the first position of each, or which constraint it breaks.
CREATE FUNCTION event_store.append_each(
    streams uuid[], sequences bigint[], ids uuid[], types smallint[], revisions smallint[], tenants text[], metadata bytea[], payloads bytea[],
    first_of integer[], last_of integer[], commands text[], fingerprints bytea[])
    RETURNS TABLE (first_position bigint, at timestamptz, conflict text)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    f integer;
    l integer;
BEGIN
    PERFORM pg_advisory_xact_lock(4713820715);
    FOR i IN 1 .. cardinality(first_of) LOOP
        f := first_of[i];
        l := last_of[i];
        first_position := NULL;
        at := NULL;
        conflict := NULL;
        BEGIN
            SELECT a.first_position, a.at INTO first_position, at
            FROM event_store.append(
                streams[f:l], sequences[f:l], ids[f:l], types[f:l], revisions[f:l], tenants[f:l], metadata[f:l], payloads[f:l],
                CASE WHEN commands[i] IS NOT NULL THEN commands[i:i] END, fingerprints[i:i], ARRAY[l - f + 1]) a;
        EXCEPTION WHEN unique_violation THEN
            GET STACKED DIAGNOSTICS conflict = CONSTRAINT_NAME;
        END;
        RETURN NEXT;
    END LOOP;
END
$$;

-- The last position, 0 where there is none.
CREATE FUNCTION event_store.head() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(max(e.position), 0) FROM event_store.event e
$$;

-- Where these events are, if they are; waits for whoever appends, so that the answer is final once the asker's own append has ended.
CREATE FUNCTION event_store.find(event_ids uuid[]) RETURNS TABLE (event_id uuid, "position" bigint, recorded_at timestamptz)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM pg_advisory_xact_lock(4713820715);
    RETURN QUERY SELECT e.event_id, e.position, e.recorded_at FROM event_store.event e WHERE e.event_id = ANY (event_ids);
END
$$;

-- A stream from that sequence on, in order; with its snapshot in front and only what follows that, where one is wanted and there.
CREATE FUNCTION event_store.load(tenant text, stream uuid, from_sequence bigint, snapshot boolean)
    RETURNS TABLE (snapshot_type text, snapshot_revision text, "position" bigint, sequence bigint, recorded_at timestamptz,
                   event_id uuid, type smallint, revision smallint, metadata bytea, payload bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
#variable_conflict use_column
DECLARE
    start bigint := from_sequence;
    s event_store.snapshot;
BEGIN
    IF snapshot THEN
        SELECT * INTO s FROM event_store.snapshot n WHERE n.stream_id = stream AND n.tenant_id = tenant;
        IF FOUND AND s.sequence >= from_sequence THEN
            start := s.sequence + 1;
            RETURN QUERY SELECT s.type, s.revision, NULL::bigint, s.sequence, s.recorded_at, NULL::uuid, NULL::smallint, NULL::smallint,
                                NULL::bytea, s.payload;
        END IF;
    END IF;
    RETURN QUERY
        SELECT NULL::text, NULL::text, e.position, e.sequence, e.recorded_at, e.event_id, e.type, e.revision, e.metadata, e.payload
        FROM event_store.event e
        WHERE e.stream_id = stream AND e.sequence >= start AND e.tenant_id = tenant
        ORDER BY e.sequence;
END
$$;

CREATE FUNCTION event_store.last_sequence(tenant text, stream uuid) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT e.sequence FROM event_store.event e WHERE e.stream_id = stream AND e.tenant_id = tenant ORDER BY e.sequence DESC LIMIT 1
$$;

-- Keeps the newest snapshot: one that took longer to make does not replace one that knows more.
CREATE FUNCTION event_store.store_snapshot(tenant text, stream uuid, sequence bigint, type text, revision text, payload bytea) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    INSERT INTO event_store.snapshot AS s (stream_id, tenant_id, sequence, type, revision, recorded_at, payload)
    VALUES ($2, $1, $3, $4, $5, clock_timestamp(), $6)
    ON CONFLICT (stream_id) DO UPDATE
        SET sequence = excluded.sequence, type = excluded.type, revision = excluded.revision, recorded_at = excluded.recorded_at,
            payload = excluded.payload
        WHERE s.tenant_id = excluded.tenant_id AND (s.sequence <= excluded.sequence OR s.revision <> excluded.revision);
END
$$;

CREATE FUNCTION event_store.command_outcome(tenant text, command text)
    RETURNS TABLE (fingerprint bytea, stream_id uuid, sequence bigint, "position" bigint, recorded_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT o.fingerprint, o.stream_id, o.sequence, o.position, o.recorded_at FROM event_store.command_outcome o
    WHERE o.tenant_id = tenant AND o.command_id = command
$$;

-- Forgets outcomes older than that, at most so many; answers how many it was.
CREATE FUNCTION event_store.expire_command_outcomes(older_than interval, most integer) RETURNS integer
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    gone integer;
BEGIN
    DELETE FROM event_store.command_outcome WHERE ctid = ANY (ARRAY(
        SELECT o.ctid FROM event_store.command_outcome o WHERE o.recorded_at < now() - older_than LIMIT most FOR UPDATE SKIP LOCKED));
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA event_store FROM PUBLIC;
GRANT USAGE ON SCHEMA event_store TO fabula_append, fabula_app, fabula_operate;

GRANT EXECUTE ON FUNCTION event_store.register_event_types, event_store.append, event_store.append_one, event_store.append_each,
    event_store.find, event_store.load, event_store.last_sequence, event_store.store_snapshot, event_store.command_outcome,
    event_store.expire_command_outcomes TO fabula_append;
GRANT EXECUTE ON FUNCTION event_store.head TO fabula_append, fabula_app, fabula_operate;
GRANT SELECT ON event_store.event_type TO fabula_append;
GRANT SELECT, INSERT ON event_store.master_key TO fabula_append;
GRANT SELECT, INSERT ON event_store.subject_key TO fabula_append;
GRANT UPDATE (master_key, wrapped, destroyed_at, destroyed_reason, destroyed_position) ON event_store.subject_key TO fabula_append;

GRANT SELECT ON event_store.event, event_store.event_type, event_store.event_readable, event_store.subject_key, event_store.master_key
    TO fabula_operate, fabula_app;
GRANT SELECT, INSERT, DELETE ON event_store.parked_event TO fabula_operate;
GRANT SELECT, INSERT, UPDATE, DELETE ON event_store.token_entry TO fabula_app, fabula_operate;
