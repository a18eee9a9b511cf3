-- Integration feeds: which there are, which node runs each, and what operators want done with them. How far a feed is stands in its topic;
-- what stands here about it is for people, and a hint.

CREATE TABLE projection.feed (
    name        text        NOT NULL PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' AND length(name) <= 48),
    topic       text        NOT NULL,
    filter      text        NOT NULL,
    paused      boolean     NOT NULL DEFAULT false,
    owner       text,
    lease_until timestamptz,
    position    bigint      NOT NULL DEFAULT 0,
    records     bigint      NOT NULL DEFAULT 0,
    per_second  double precision NOT NULL DEFAULT 0,
    topic_id    text,
    committed   bigint      NOT NULL DEFAULT 0,
    passed      bigint      NOT NULL DEFAULT 0,
    takeovers   integer     NOT NULL DEFAULT 0,
    error       text,
    notice      text,
    changed_at  timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN projection.feed.position IS 'up to here everything that matches is in the topic, as last told';
COMMENT ON COLUMN projection.feed.records IS 'sent since the feed was first run, as last told';
COMMENT ON COLUMN projection.feed.committed IS 'the last position in the topic with that id when the hint was written';
COMMENT ON COLUMN projection.feed.passed IS 'the hint: nothing past committed and up to here matched the filter';
COMMENT ON COLUMN projection.feed.error IS 'why it does not get on; nothing while it does';
COMMENT ON COLUMN projection.feed.notice IS 'what last happened that an operator should know, for instance that the topic was made anew';

CREATE TABLE projection.feed_job (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    feed          text        NOT NULL,
    kind          text        NOT NULL CHECK (kind IN ('replay', 'verification')),
    state         text        NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    topic         text        NOT NULL,
    topic_id      text        NOT NULL,
    from_position bigint      NOT NULL CHECK (from_position > 0),
    to_position   bigint      NOT NULL,
    position      bigint      NOT NULL DEFAULT 0,
    records       bigint      NOT NULL DEFAULT 0,
    per_second    double precision NOT NULL DEFAULT 0,
    owner         text,
    lease_until   timestamptz,
    takeovers     integer     NOT NULL DEFAULT 0,
    requested_by  text        NOT NULL,
    requested_at  timestamptz NOT NULL DEFAULT now(),
    changed_at    timestamptz NOT NULL DEFAULT now(),
    error         text,
    report        jsonb
);
COMMENT ON COLUMN projection.feed_job.from_position IS 'the first one; to_position is the last one';
CREATE INDEX feed_job_open ON projection.feed_job (id) WHERE state IN ('queued', 'running');
CREATE INDEX feed_job_feed ON projection.feed_job (feed, id);

GRANT SELECT, INSERT, UPDATE, DELETE ON projection.feed, projection.feed_job TO fabula_operate;
