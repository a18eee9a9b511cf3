-- Templates: one table for each read model that readers see, always empty. The projection runtime makes the tables that hold rows, one a
-- generation, after the template, with rights and policies, and shows the live one as a view of the template's name in schema read_model.
--
-- Every template: tenant_id text, one more text column as the key, values, the position of the event that the row reflects, and
-- PRIMARY KEY (tenant_id, <key>); row-level security enabled and forced. No view, no grant, no policy here: nobody sees a row of a template.

CREATE TABLE read_template.erasure (
    tenant_id text        NOT NULL,
    subject   text        NOT NULL,
    reason    text        NOT NULL,
    erased_at timestamptz NOT NULL,
    position  bigint      NOT NULL,
    PRIMARY KEY (tenant_id, subject)
);
COMMENT ON TABLE read_template.erasure IS 'Data subjects whose personal data can never be read again, because their key is destroyed.';
COMMENT ON COLUMN read_template.erasure.tenant_id IS 'Whose row it is.';
COMMENT ON COLUMN read_template.erasure.subject IS 'Whose personal data it was.';
COMMENT ON COLUMN read_template.erasure.reason IS 'Why, as it was given with the request.';
COMMENT ON COLUMN read_template.erasure.erased_at IS 'When the erasure was recorded in the history.';
COMMENT ON COLUMN read_template.erasure.position IS 'The place in the history of the event that this row reflects.';
ALTER TABLE read_template.erasure ENABLE ROW LEVEL SECURITY;
ALTER TABLE read_template.erasure FORCE ROW LEVEL SECURITY;
