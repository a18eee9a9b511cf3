-- The history: one table of events, appended to and never changed. Schema event_store is made by Flyway, which keeps its own history there.
--
-- Three roles work here, none of which owns anything:
--   fabula_append   the command side: appends and loads through the functions below, sees no table of events
--   fabula_app      tenant-bound: reads what belongs to the tenant of its transaction (fabula.tenant)
--   fabula_operate  the projection runtime and operators: reads everything, appends nothing

-- Wire names, so that a row carries two bytes instead of thirty.
CREATE TABLE event_store.event_type (
    id   smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text     NOT NULL UNIQUE CHECK (length(name) <= 100 AND name ~ '^[a-z][a-z0-9]*\.[a-z0-9]+(-[a-z0-9]+)*$')
);

CREATE TABLE event_store.event (
    position    bigint      NOT NULL,
    sequence    bigint      NOT NULL,
    recorded_at timestamptz NOT NULL,
    stream_id   uuid        NOT NULL,
    event_id    uuid        NOT NULL,
    type        smallint    NOT NULL,
    revision    smallint    NOT NULL,
    tenant_id   text        NOT NULL,
    metadata    bytea       NOT NULL,
    payload     bytea       NOT NULL,
    CONSTRAINT event_position PRIMARY KEY (position),
    CONSTRAINT event_stream_sequence UNIQUE (stream_id, sequence),
    CONSTRAINT event_id UNIQUE (event_id)
);
-- Payloads are ciphertext or short: compressing them costs more than it saves.
ALTER TABLE event_store.event ALTER COLUMN payload SET STORAGE EXTERNAL, ALTER COLUMN metadata SET STORAGE EXTERNAL;

CREATE FUNCTION event_store.refuse_change() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'history is append-only: % on %.% is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;

-- For the owner, too, whose rights no grant limits.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event_store.event
    FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();

ALTER TABLE event_store.event ENABLE ROW LEVEL SECURITY;
ALTER TABLE event_store.event FORCE ROW LEVEL SECURITY;
CREATE POLICY definer_reads ON event_store.event FOR SELECT TO fabula_owner USING (true);
CREATE POLICY definer_appends ON event_store.event FOR INSERT TO fabula_owner WITH CHECK (true);
CREATE POLICY operate ON event_store.event FOR SELECT TO fabula_operate USING (true);
CREATE POLICY tenant ON event_store.event FOR SELECT TO fabula_app
    USING (tenant_id = nullif(current_setting('fabula.tenant', true), ''));

-- What a command with an idempotency key led to. The primary key is what makes two nodes decide it once.
CREATE TABLE event_store.command_outcome (
    tenant_id   text        NOT NULL,
    command_id  text        NOT NULL CHECK (length(command_id) BETWEEN 1 AND 255),
    fingerprint bytea       NOT NULL,
    stream_id   uuid        NOT NULL,
    sequence    bigint      NOT NULL,
    position    bigint      NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT command_outcome_id PRIMARY KEY (tenant_id, command_id)
);
CREATE INDEX command_outcome_age ON event_store.command_outcome USING brin (recorded_at);
ALTER TABLE event_store.command_outcome ENABLE ROW LEVEL SECURITY;
ALTER TABLE event_store.command_outcome FORCE ROW LEVEL SECURITY;
CREATE POLICY definer ON event_store.command_outcome TO fabula_owner USING (true) WITH CHECK (true);

-- One disposable snapshot a stream.
CREATE TABLE event_store.snapshot (
    stream_id   uuid        NOT NULL PRIMARY KEY,
    tenant_id   text        NOT NULL,
    sequence    bigint      NOT NULL,
    type        text        NOT NULL,
    revision    text        NOT NULL,
    recorded_at timestamptz NOT NULL,
    payload     bytea       NOT NULL
);
ALTER TABLE event_store.snapshot ENABLE ROW LEVEL SECURITY;
ALTER TABLE event_store.snapshot FORCE ROW LEVEL SECURITY;
CREATE POLICY definer ON event_store.snapshot TO fabula_owner USING (true) WITH CHECK (true);

-- Where the streaming processors are; written in the transaction of what they write.
CREATE TABLE event_store.token_entry (
    processor_name text    NOT NULL,
    segment        integer NOT NULL,
    token          bytea,
    token_type     text,
    timestamp      text    NOT NULL,
    owner          text,
    PRIMARY KEY (processor_name, segment)
);

-- Events that a reader was configured to step over because it could not read them.
CREATE TABLE event_store.parked_event (
    reader    text        NOT NULL,
    position  bigint      NOT NULL,
    tenant_id text        NOT NULL,
    type      text        NOT NULL,
    revision  integer     NOT NULL,
    reason    text        NOT NULL,
    parked_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (reader, position)
);
ALTER TABLE event_store.parked_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE event_store.parked_event FORCE ROW LEVEL SECURITY;
CREATE POLICY operate ON event_store.parked_event TO fabula_operate USING (true) WITH CHECK (true);

-- Which master keys there are, so that a wrong one is noticed before anything is encrypted under it.
CREATE TABLE event_store.master_key (
    id      text  NOT NULL PRIMARY KEY,
    witness bytea NOT NULL
);

-- The key of each data subject, wrapped by a master key. A destroyed one leaves its row as a fence: no new key can take its place.
CREATE TABLE event_store.subject_key (
    tenant_id          text        NOT NULL,
    subject            text        NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
    master_key         text        REFERENCES event_store.master_key,
    wrapped            bytea,
    created_at         timestamptz NOT NULL DEFAULT now(),
    destroyed_at       timestamptz,
    destroyed_reason   text,
    destroyed_position bigint,
    PRIMARY KEY (tenant_id, subject),
    CHECK ((destroyed_at IS NULL) = (wrapped IS NOT NULL AND master_key IS NOT NULL)),
    CHECK (destroyed_at IS NOT NULL OR destroyed_position IS NULL)
);
CREATE INDEX subject_key_unrecorded ON event_store.subject_key (destroyed_at) WHERE destroyed_at IS NOT NULL AND destroyed_position IS NULL;
CREATE INDEX subject_key_master ON event_store.subject_key (master_key);

CREATE FUNCTION event_store.keep_destroyed() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (OLD.destroyed_at IS NOT NULL AND NEW.destroyed_at IS DISTINCT FROM OLD.destroyed_at) THEN
        RAISE EXCEPTION 'a destroyed key stays destroyed' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER keep_destroyed BEFORE UPDATE OR DELETE ON event_store.subject_key
    FOR EACH ROW EXECUTE FUNCTION event_store.keep_destroyed();

ALTER TABLE event_store.subject_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE event_store.subject_key FORCE ROW LEVEL SECURITY;
CREATE POLICY append ON event_store.subject_key TO fabula_append USING (true) WITH CHECK (true);
CREATE POLICY operate ON event_store.subject_key FOR SELECT TO fabula_operate USING (true);
CREATE POLICY tenant ON event_store.subject_key FOR SELECT TO fabula_app
    USING (tenant_id = nullif(current_setting('fabula.tenant', true), ''));

-- For people in psql; the rights are those of whoever looks.
CREATE VIEW event_store.event_readable WITH (security_invoker = true) AS
SELECT e.position, e.recorded_at, e.tenant_id, t.name AS type, e.revision, e.stream_id, e.sequence, e.event_id,
       convert_from(e.metadata, 'UTF8')::jsonb AS metadata, convert_from(e.payload, 'UTF8')::jsonb AS payload
FROM event_store.event e
LEFT JOIN event_store.event_type t ON t.id = e.type;
