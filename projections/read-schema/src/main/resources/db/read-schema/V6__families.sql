-- What families and consents are looked up by. How a template looks is said in V1.

CREATE INDEX relationship_in_family ON read_template.relationship (tenant_id, legacy, family) WHERE family IS NOT NULL;
CREATE INDEX relationship_by_hand ON read_template.relationship (tenant_id, legacy, relationship) WHERE family IS NULL;
-- While an import is under way, families are found by what they were named by before it.
CREATE INDEX relationship_was_in_family ON read_template.relationship (tenant_id, legacy, (before ->> 'family'))
    WHERE before IS NOT NULL;
-- Few of all that happens are about a consent, and they are looked up by whose it is.
CREATE INDEX legacy_audit_consents ON read_template.legacy_audit (tenant_id, stream, id)
    WHERE happened IN ('legacy.consent-requested', 'legacy.consent-granted', 'legacy.consent-withdrawn');
