-- GEDCOM files from when they are sent until they are imported; then they are forgotten.
CREATE TABLE platform.gedcom_file (
    upload    text        PRIMARY KEY,
    tenant_id text        NOT NULL,
    imported  text        NOT NULL,
    legacy    text        NOT NULL,
    tree      text        NOT NULL,
    actor     text        NOT NULL,
    request   text        NOT NULL,
    sent_at   timestamptz NOT NULL DEFAULT now(),
    whole     boolean     NOT NULL DEFAULT false,
    done      bigint      NOT NULL DEFAULT 0,
    total     bigint      NOT NULL DEFAULT 0
);
COMMENT ON TABLE platform.gedcom_file IS 'Imports of GEDCOM files that are under way, and how far each is.';
COMMENT ON COLUMN platform.gedcom_file.upload IS 'A file as it was sent, a ULID.';
COMMENT ON COLUMN platform.gedcom_file.imported IS 'The import, a ULID; a file that was sent twice is one import.';
COMMENT ON COLUMN platform.gedcom_file.request IS 'What the call that sent it is named in logs.';
COMMENT ON COLUMN platform.gedcom_file.whole IS 'Whether all of it has come.';
COMMENT ON COLUMN platform.gedcom_file.done IS 'Records that were told, as far as anybody has said.';
COMMENT ON COLUMN platform.gedcom_file.total IS 'Records of the file; 0 until they are counted.';
CREATE INDEX gedcom_file_of_import ON platform.gedcom_file (tenant_id, imported);
ALTER TABLE platform.gedcom_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE platform.gedcom_file FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON platform.gedcom_file TO fabula_app
    USING (tenant_id = platform.current_tenant()) WITH CHECK (tenant_id = platform.current_tenant());
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.gedcom_file TO fabula_app;

CREATE TABLE platform.gedcom_part (
    upload    text    NOT NULL REFERENCES platform.gedcom_file ON DELETE CASCADE,
    part      integer NOT NULL,
    tenant_id text    NOT NULL,
    bytes     bytea   NOT NULL,
    PRIMARY KEY (upload, part)
);
-- Most files are text that is read once or twice: compressing it costs more than it saves.
ALTER TABLE platform.gedcom_part ALTER COLUMN bytes SET STORAGE EXTERNAL;
COMMENT ON TABLE platform.gedcom_part IS 'The bytes of these files, in parts of 1 MiB from 0.';
ALTER TABLE platform.gedcom_part ENABLE ROW LEVEL SECURITY;
ALTER TABLE platform.gedcom_part FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON platform.gedcom_part TO fabula_app
    USING (tenant_id = platform.current_tenant()) WITH CHECK (tenant_id = platform.current_tenant());
-- What goes with its file is deleted with the rights of the owner, who is bound like everybody.
CREATE POLICY owner ON platform.gedcom_part FOR DELETE TO fabula_owner USING (true);
GRANT SELECT, INSERT, DELETE ON platform.gedcom_part TO fabula_app;
