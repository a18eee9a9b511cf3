-- Records of GEDCOM files that are nobody's. How a template looks is said in V1.

CREATE TABLE read_template.gedcom_record (
    tenant_id text   NOT NULL,
    record    text   NOT NULL,
    legacy    text   NOT NULL,
    tree      text   NOT NULL,
    tag       text   NOT NULL,
    xref      text,
    lines     text[] NOT NULL,
    changing  text   NOT NULL,
    before    text[],
    version   bigint NOT NULL,
    position  bigint NOT NULL,
    PRIMARY KEY (tenant_id, record)
);
COMMENT ON TABLE read_template.gedcom_record IS 'What files of family trees say that is about nobody: headers, sources, shared notes, and of families what is told of no couple and no child.';
COMMENT ON COLUMN read_template.gedcom_record.tenant_id IS 'Whose row it is.';
COMMENT ON COLUMN read_template.gedcom_record.record IS 'The id, a ULID made from legacy, tree and the name of the record; of a family, what its relationships name it by.';
COMMENT ON COLUMN read_template.gedcom_record.legacy IS 'The legacy that it was imported into.';
COMMENT ON COLUMN read_template.gedcom_record.tree IS 'Which tree the file was of; within one, names of records mean the same.';
COMMENT ON COLUMN read_template.gedcom_record.tag IS 'HEAD, SUBM, SOUR, REPO, OBJE, SNOTE, FAM, or one that the format does not know.';
COMMENT ON COLUMN read_template.gedcom_record.xref IS 'Its name in the file, with at signs; NULL where it has none.';
COMMENT ON COLUMN read_template.gedcom_record.lines IS 'Lines of GEDCOM 7 below the record, levels counted from 1; first the text of the record itself, if it has one, as 0 ….';
COMMENT ON COLUMN read_template.gedcom_record.changing IS 'The import that last wrote it. Until that is complete, readers see what was there before.';
COMMENT ON COLUMN read_template.gedcom_record.before IS 'Its lines before that import; NULL where it was not there.';
COMMENT ON COLUMN read_template.gedcom_record.version IS 'The sequence of the last event of its stream.';
COMMENT ON COLUMN read_template.gedcom_record.position IS 'The place in the history of the event that this row reflects.';
CREATE INDEX gedcom_record_of_legacy ON read_template.gedcom_record (tenant_id, legacy, record);
ALTER TABLE read_template.gedcom_record ENABLE ROW LEVEL SECURITY;
ALTER TABLE read_template.gedcom_record FORCE ROW LEVEL SECURITY;
