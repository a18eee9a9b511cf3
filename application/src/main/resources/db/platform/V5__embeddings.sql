-- Vectors of texts: made once by a process, looked up whenever a read model that searches them is written.
CREATE TABLE platform.embedding (
    tenant_id  text        NOT NULL,
    reference  text        NOT NULL,
    model      text        NOT NULL,
    dimensions integer     NOT NULL,
    vector     bytea       NOT NULL,
    subjects   text[]      NOT NULL,
    recorded   boolean     NOT NULL DEFAULT false,
    stored_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, reference),
    CHECK (octet_length(vector) = 4 * dimensions)
);
-- Numbers that look random are not made smaller by compressing them.
ALTER TABLE platform.embedding ALTER COLUMN vector SET STORAGE EXTERNAL;
COMMENT ON TABLE platform.embedding IS 'Vectors of texts, one a text and model.';
COMMENT ON COLUMN platform.embedding.reference IS 'SHA-256 of model and text, in hex.';
COMMENT ON COLUMN platform.embedding.vector IS 'Numbers of 32 bits (IEEE 754), the lowest byte first.';
COMMENT ON COLUMN platform.embedding.subjects IS 'Whose text it is; the vector goes with the last of them.';
COMMENT ON COLUMN platform.embedding.recorded IS 'Whether an event refers to it; what none refers to within an hour is deleted.';
CREATE INDEX embedding_subjects ON platform.embedding USING gin (subjects);
CREATE INDEX embedding_unrecorded ON platform.embedding (stored_at) WHERE NOT recorded;
ALTER TABLE platform.embedding ENABLE ROW LEVEL SECURITY;
ALTER TABLE platform.embedding FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON platform.embedding TO fabula_app
    USING (tenant_id = platform.current_tenant()) WITH CHECK (tenant_id = platform.current_tenant());
-- Who folds and who erases does it for all tenants.
CREATE POLICY operate ON platform.embedding TO fabula_operate USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.embedding TO fabula_app;
GRANT USAGE ON SCHEMA platform TO fabula_operate;
GRANT SELECT, UPDATE, DELETE ON platform.embedding TO fabula_operate;

CREATE TABLE platform.embedding_work (
    tenant_id     text        NOT NULL,
    kind          text        NOT NULL,
    source        text        NOT NULL,
    again         boolean     NOT NULL,
    stamp         bigint      NOT NULL DEFAULT 1,
    due           timestamptz NOT NULL DEFAULT now(),
    failures      integer     NOT NULL DEFAULT 0,
    claimed_until timestamptz,
    PRIMARY KEY (tenant_id, kind, source)
);
COMMENT ON TABLE platform.embedding_work IS 'Sources whose texts may lack vectors: ids alone.';
COMMENT ON COLUMN platform.embedding_work.again IS 'Whether vectors of another model are replaced.';
COMMENT ON COLUMN platform.embedding_work.stamp IS 'Counts the reasons: one that came while it was worked on is not lost.';
CREATE INDEX embedding_work_due ON platform.embedding_work (due);
ALTER TABLE platform.embedding_work ENABLE ROW LEVEL SECURITY;
ALTER TABLE platform.embedding_work FORCE ROW LEVEL SECURITY;
CREATE POLICY operate ON platform.embedding_work TO fabula_operate USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.embedding_work TO fabula_operate;

CREATE TABLE platform.embedding_progress (
    single   boolean PRIMARY KEY DEFAULT true CHECK (single),
    position bigint  NOT NULL
);
INSERT INTO platform.embedding_progress (position) VALUES (0);
COMMENT ON TABLE platform.embedding_progress IS 'How far history was looked through for texts.';
GRANT SELECT, UPDATE ON platform.embedding_progress TO fabula_operate;
