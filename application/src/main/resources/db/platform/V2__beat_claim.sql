-- Which process tells which beat. No tenant's data: ids alone, for as long as a beat is told.
CREATE TABLE platform.beat_claim (
    request text        PRIMARY KEY,
    node    text        NOT NULL,
    until   timestamptz NOT NULL
);
COMMENT ON TABLE platform.beat_claim IS 'Requests for beats that a process is telling; free again once their time is over.';
CREATE INDEX beat_claim_node ON platform.beat_claim (node);
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.beat_claim TO fabula_app;

-- With the rights of the caller; a claim that is lost with the database is claimed again, so none waits for the disk.
CREATE FUNCTION platform.claim_beat(wanted text, claimant text, seconds double precision) RETURNS boolean
    LANGUAGE sql
AS $$
    SELECT set_config('synchronous_commit', 'off', true);
    WITH claimed AS (
        INSERT INTO platform.beat_claim AS held (request, node, until)
        VALUES (wanted, claimant, now() + make_interval(secs => seconds))
        ON CONFLICT (request) DO UPDATE SET node = excluded.node, until = excluded.until
            WHERE held.until < now()
        RETURNING 1)
    SELECT EXISTS (SELECT FROM claimed)
$$;

CREATE FUNCTION platform.release_beat(wanted text, claimant text) RETURNS void
    LANGUAGE sql
AS $$
    SELECT set_config('synchronous_commit', 'off', true);
    DELETE FROM platform.beat_claim WHERE request = wanted AND node = claimant
$$;
REVOKE ALL ON FUNCTION platform.claim_beat, platform.release_beat FROM public;
GRANT EXECUTE ON FUNCTION platform.claim_beat, platform.release_beat TO fabula_app;
