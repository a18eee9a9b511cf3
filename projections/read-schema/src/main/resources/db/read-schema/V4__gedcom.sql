-- Imports of GEDCOM files. How a template looks is said in V1.
--
-- What an import adds and changes is folded while it is under way, and read when it is complete. So people and what joins
-- them know which import changed them last, and what they were before it.

CREATE TABLE read_template.gedcom_import (
    tenant_id     text        NOT NULL,
    import        text        NOT NULL,
    legacy        text        NOT NULL,
    state         text        NOT NULL,
    tree          text        NOT NULL,
    file          text,
    bytes         bigint      NOT NULL,
    started_by    text        NOT NULL,
    started_at    timestamptz NOT NULL,
    ended_at      timestamptz,
    records       jsonb,
    people        jsonb,
    relationships jsonb,
    unknown_tags  jsonb,
    problems      jsonb,
    problem_count integer,
    failed_line   integer,
    reason        text,
    position      bigint      NOT NULL,
    PRIMARY KEY (tenant_id, import)
);
COMMENT ON TABLE read_template.gedcom_import IS 'Imports of GEDCOM files, and what became of them.';
COMMENT ON COLUMN read_template.gedcom_import.tenant_id IS 'Whose row it is.';
COMMENT ON COLUMN read_template.gedcom_import.import IS 'The id of the import, a ULID.';
COMMENT ON COLUMN read_template.gedcom_import.legacy IS 'The legacy that it is for.';
COMMENT ON COLUMN read_template.gedcom_import.state IS 'running, complete, failed. What a complete one told is seen, what any other told is not.';
COMMENT ON COLUMN read_template.gedcom_import.tree IS 'Which tree the file is of; within one, records of two files are the same by their names.';
COMMENT ON COLUMN read_template.gedcom_import.file IS 'What the file is called, in the senders words; NULL where nobody said it, or it is erased.';
COMMENT ON COLUMN read_template.gedcom_import.bytes IS 'How long the file is.';
COMMENT ON COLUMN read_template.gedcom_import.started_by IS 'The actor who sent it.';
COMMENT ON COLUMN read_template.gedcom_import.started_at IS 'When it began.';
COMMENT ON COLUMN read_template.gedcom_import.ended_at IS 'When it was complete, or had failed; NULL while it runs.';
COMMENT ON COLUMN read_template.gedcom_import.records IS 'How many records of each tag the file has; NULL unless complete, as everything below but for the failure.';
COMMENT ON COLUMN read_template.gedcom_import.people IS 'What became of those whom it tells of: {added, changed, removed, unchanged, left}.';
COMMENT ON COLUMN read_template.gedcom_import.relationships IS 'What became of what joins them, in the same form.';
COMMENT ON COLUMN read_template.gedcom_import.unknown_tags IS 'How often each tag occurs that is of no version.';
COMMENT ON COLUMN read_template.gedcom_import.problems IS 'The first problems, each {line, kind, message}.';
COMMENT ON COLUMN read_template.gedcom_import.problem_count IS 'How many problems there are in all.';
COMMENT ON COLUMN read_template.gedcom_import.failed_line IS 'The line that cannot be read, from 1; 0 where the whole file is meant; NULL unless failed.';
COMMENT ON COLUMN read_template.gedcom_import.reason IS 'Why it failed; NULL unless failed, or where that is erased.';
COMMENT ON COLUMN read_template.gedcom_import.position IS 'The place in the history of the event that this row reflects.';
CREATE INDEX gedcom_import_of_legacy ON read_template.gedcom_import (tenant_id, legacy, started_at DESC, import DESC);
ALTER TABLE read_template.gedcom_import ENABLE ROW LEVEL SECURITY;
ALTER TABLE read_template.gedcom_import FORCE ROW LEVEL SECURITY;

ALTER TABLE read_template.person ADD COLUMN changing text, ADD COLUMN before jsonb;
COMMENT ON COLUMN read_template.person.changing IS 'The import that last added or changed them; NULL where none did. Until it is complete, readers see what is in before.';
COMMENT ON COLUMN read_template.person.before IS 'The row as it was before that import, its columns in camel case; NULL where they were not there.';
-- By these a reader finds whether an import that is not complete has changed or added anybody at all, and whom. The first has them in the
-- place of the list that they had before. Each row that an import has touched is in one of the two.
CREATE INDEX person_before ON read_template.person (tenant_id, legacy, changing, (before ->> 'sortName'), person)
    WHERE before IS NOT NULL AND merged_into IS NULL;
CREATE INDEX person_added ON read_template.person (tenant_id, legacy, changing)
    WHERE before IS NULL AND changing IS NOT NULL AND merged_into IS NULL;

ALTER TABLE read_template.relationship
    ADD COLUMN changing text, ADD COLUMN before jsonb, ADD COLUMN gone boolean NOT NULL;
COMMENT ON COLUMN read_template.relationship.changing IS 'The import that last added, changed or removed it; NULL where none did. Until it is complete, readers see what is in before.';
COMMENT ON COLUMN read_template.relationship.before IS 'The row as it was before that import, its columns in camel case; NULL where it was not there.';
COMMENT ON COLUMN read_template.relationship.gone IS 'Whether that import removed it.';
