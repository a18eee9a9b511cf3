-- What is counted of a tenant. How a template looks is said in V1; that these are in a schema of their own makes their views appear in schema
-- analytics, for a role that sees nothing else. No row holds a text that a person wrote or an id of one: users and premises are keyed hashes.
--
-- grain is hour or day (of generation also month), of UTC, and starts_at when it begins: every event counts in each, so that no reader adds up
-- more rows than it must, and a reader names one.
--
-- Columns of one width come first: PostgreSQL knows where they are in each row, and who adds up many rows waits half as long.
CREATE SCHEMA IF NOT EXISTS analytics_template;

CREATE TABLE analytics_template.activity (
    starts_at    timestamptz NOT NULL,
    started      bigint      NOT NULL,
    branched     bigint      NOT NULL,
    continued    bigint      NOT NULL,
    completed    bigint      NOT NULL,
    abandoned    bigint      NOT NULL,
    expired      bigint      NOT NULL,
    choices      bigint      NOT NULL,
    own_words    bigint      NOT NULL,
    rated1       bigint      NOT NULL,
    rated2       bigint      NOT NULL,
    rated3       bigint      NOT NULL,
    rated4       bigint      NOT NULL,
    rated5       bigint      NOT NULL,
    legacies     bigint      NOT NULL,
    people       bigint      NOT NULL,
    memories     bigint      NOT NULL,
    contributors bigint      NOT NULL,
    position     bigint      NOT NULL,
    tenant_id    text        NOT NULL,
    bucket       text        NOT NULL,
    grain        text        NOT NULL,
    PRIMARY KEY (tenant_id, bucket)
);
CREATE INDEX activity_time ON analytics_template.activity (tenant_id, grain, starts_at);
COMMENT ON TABLE analytics_template.activity IS 'What happened to stories and legacies in an hour or a day.';
COMMENT ON COLUMN analytics_template.activity.tenant_id IS 'Whose row it is.';
COMMENT ON COLUMN analytics_template.activity.bucket IS 'Grain and time, as hour/<time> or day/<date>.';
COMMENT ON COLUMN analytics_template.activity.grain IS 'hour, day.';
COMMENT ON COLUMN analytics_template.activity.starts_at IS 'When the hour or the day begins.';
COMMENT ON COLUMN analytics_template.activity.started IS 'Sessions started.';
COMMENT ON COLUMN analytics_template.activity.branched IS 'Sessions branched from another.';
COMMENT ON COLUMN analytics_template.activity.continued IS 'How often a session was gone on with.';
COMMENT ON COLUMN analytics_template.activity.completed IS 'Sessions told to their end.';
COMMENT ON COLUMN analytics_template.activity.abandoned IS 'Sessions given up.';
COMMENT ON COLUMN analytics_template.activity.expired IS 'Sessions in which nothing happened for too long.';
COMMENT ON COLUMN analytics_template.activity.choices IS 'Choices that were offered and taken.';
COMMENT ON COLUMN analytics_template.activity.own_words IS 'How often somebody went on in words of their own.';
COMMENT ON COLUMN analytics_template.activity.rated1 IS 'Ratings of 1.';
COMMENT ON COLUMN analytics_template.activity.rated2 IS 'Ratings of 2.';
COMMENT ON COLUMN analytics_template.activity.rated3 IS 'Ratings of 3.';
COMMENT ON COLUMN analytics_template.activity.rated4 IS 'Ratings of 4.';
COMMENT ON COLUMN analytics_template.activity.rated5 IS 'Ratings of 5.';
COMMENT ON COLUMN analytics_template.activity.legacies IS 'Legacies created.';
COMMENT ON COLUMN analytics_template.activity.people IS 'People added less those removed or merged into others.';
COMMENT ON COLUMN analytics_template.activity.memories IS 'Memories written less those removed.';
COMMENT ON COLUMN analytics_template.activity.contributors IS 'Members who came, owners among them, less those who left.';
COMMENT ON COLUMN analytics_template.activity.position IS 'The place in the history of the event that this row reflects.';

CREATE TABLE analytics_template.generation (
    starts_at       timestamptz NOT NULL,
    beats           bigint      NOT NULL,
    millis          bigint      NOT NULL,
    attempts        bigint      NOT NULL,
    failed_attempts bigint      NOT NULL,
    failovers       bigint      NOT NULL,
    rejections      bigint      NOT NULL,
    failures        bigint      NOT NULL,
    position        bigint      NOT NULL,
    tenant_id       text        NOT NULL,
    id              text        NOT NULL,
    grain           text        NOT NULL,
    provider        text        NOT NULL,
    model           text        NOT NULL,
    latency         jsonb       NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX generation_time ON analytics_template.generation (tenant_id, grain, starts_at);
COMMENT ON TABLE analytics_template.generation IS 'How beats came about in an hour, a day or a month, by model.';
COMMENT ON COLUMN analytics_template.generation.tenant_id IS 'Whose row it is.';
COMMENT ON COLUMN analytics_template.generation.id IS 'Grain, time, provider and model, separated by slashes.';
COMMENT ON COLUMN analytics_template.generation.grain IS 'hour, day, month.';
COMMENT ON COLUMN analytics_template.generation.starts_at IS 'When it begins.';
COMMENT ON COLUMN analytics_template.generation.provider IS 'Who answered; empty where nobody did.';
COMMENT ON COLUMN analytics_template.generation.model IS 'Of which model; empty where none was.';
COMMENT ON COLUMN analytics_template.generation.beats IS 'Beats told.';
COMMENT ON COLUMN analytics_template.generation.millis IS 'How long they took together.';
COMMENT ON COLUMN analytics_template.generation.attempts IS 'How often this model was asked, or would have been.';
COMMENT ON COLUMN analytics_template.generation.failed_attempts IS 'Of which so many came to nothing.';
COMMENT ON COLUMN analytics_template.generation.failovers IS 'Beats that another model was asked for first.';
COMMENT ON COLUMN analytics_template.generation.rejections IS 'Texts that moderation refused.';
COMMENT ON COLUMN analytics_template.generation.failures IS 'Beats that could not be told.';
COMMENT ON COLUMN analytics_template.generation.latency IS 'Beats by how long they took: {"<n>": beats}, where n means more than g^(n-1) and up to g^n milliseconds, g = 1.02/0.98. Rows are merged by adding up.';
COMMENT ON COLUMN analytics_template.generation.position IS 'The place in the history of the event that this row reflects.';

CREATE TABLE analytics_template.model_usage (
    starts_at       timestamptz NOT NULL,
    calls           bigint      NOT NULL,
    estimated_calls bigint      NOT NULL,
    input_tokens    bigint      NOT NULL,
    output_tokens   bigint      NOT NULL,
    position        bigint      NOT NULL,
    tenant_id       text        NOT NULL,
    id              text        NOT NULL,
    grain           text        NOT NULL,
    provider        text        NOT NULL,
    model           text        NOT NULL,
    purpose         text        NOT NULL,
    unit            text        NOT NULL,
    amount          numeric     NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX model_usage_time ON analytics_template.model_usage (tenant_id, grain, starts_at);
COMMENT ON TABLE analytics_template.model_usage IS 'What the tenant''s own budgets were charged in an hour or a day, by model and purpose.';
COMMENT ON COLUMN analytics_template.model_usage.tenant_id IS 'Whose row it is.';
COMMENT ON COLUMN analytics_template.model_usage.id IS 'Grain, time, provider, model, purpose and unit, separated by slashes.';
COMMENT ON COLUMN analytics_template.model_usage.grain IS 'hour, day.';
COMMENT ON COLUMN analytics_template.model_usage.starts_at IS 'When the hour or the day begins.';
COMMENT ON COLUMN analytics_template.model_usage.provider IS 'Who was called.';
COMMENT ON COLUMN analytics_template.model_usage.model IS 'Of which model.';
COMMENT ON COLUMN analytics_template.model_usage.purpose IS 'What for.';
COMMENT ON COLUMN analytics_template.model_usage.unit IS 'In what the amount counts: a currency of ISO 4217.';
COMMENT ON COLUMN analytics_template.model_usage.calls IS 'How many.';
COMMENT ON COLUMN analytics_template.model_usage.estimated_calls IS 'Of which the tokens were told from the length of the texts.';
COMMENT ON COLUMN analytics_template.model_usage.input_tokens IS 'Tokens sent.';
COMMENT ON COLUMN analytics_template.model_usage.output_tokens IS 'Tokens received.';
COMMENT ON COLUMN analytics_template.model_usage.amount IS 'What it cost.';
COMMENT ON COLUMN analytics_template.model_usage.position IS 'The place in the history of the event that this row reflects.';

CREATE TABLE analytics_template.client_event (
    starts_at timestamptz NOT NULL,
    events    bigint      NOT NULL,
    late      bigint      NOT NULL,
    position  bigint      NOT NULL,
    tenant_id text        NOT NULL,
    id        text        NOT NULL,
    grain     text        NOT NULL,
    name      text        NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX client_event_time ON analytics_template.client_event (tenant_id, grain, starts_at);
COMMENT ON TABLE analytics_template.client_event IS 'What clients told of in an hour or a day, by when it happened there.';
COMMENT ON COLUMN analytics_template.client_event.tenant_id IS 'Whose row it is.';
COMMENT ON COLUMN analytics_template.client_event.id IS 'Grain, time and name, separated by slashes.';
COMMENT ON COLUMN analytics_template.client_event.grain IS 'hour, day.';
COMMENT ON COLUMN analytics_template.client_event.starts_at IS 'When the hour or the day begins.';
COMMENT ON COLUMN analytics_template.client_event.name IS 'A name of the catalogue.';
COMMENT ON COLUMN analytics_template.client_event.events IS 'How many.';
COMMENT ON COLUMN analytics_template.client_event.late IS 'Of which so many were recorded more than an hour after they happened.';
COMMENT ON COLUMN analytics_template.client_event.position IS 'The place in the history of the event that this row reflects.';

CREATE TABLE analytics_template.played_session (
    started_at     timestamptz NOT NULL,
    last_at        timestamptz NOT NULL,
    position       bigint      NOT NULL,
    beats          integer     NOT NULL,
    choice1        integer     NOT NULL,
    choice2        integer     NOT NULL,
    choice3        integer     NOT NULL,
    choice4        integer     NOT NULL,
    choice_other   integer     NOT NULL,
    choice_own     integer     NOT NULL,
    seconds_bucket integer     NOT NULL,
    cost_bucket    integer     NOT NULL,
    tenant_id      text        NOT NULL,
    session        text        NOT NULL,
    state          text        NOT NULL,
    premise        text,
    label          text,
    currency       text,
    cost           numeric     NOT NULL,
    PRIMARY KEY (tenant_id, session)
);
CREATE INDEX played_session_time ON analytics_template.played_session (tenant_id, started_at);
COMMENT ON TABLE analytics_template.played_session IS 'How long story sessions were, what they cost, and which way they went; not whose they are.';
COMMENT ON COLUMN analytics_template.played_session.tenant_id IS 'Whose row it is.';
COMMENT ON COLUMN analytics_template.played_session.session IS 'The id of the session, a ULID.';
COMMENT ON COLUMN analytics_template.played_session.started_at IS 'When it was started or branched.';
COMMENT ON COLUMN analytics_template.played_session.last_at IS 'When something happened in it last, but for its expiry.';
COMMENT ON COLUMN analytics_template.played_session.state IS 'open, completed, abandoned, expired.';
COMMENT ON COLUMN analytics_template.played_session.premise IS 'A keyed hash of what it is about; of a branch NULL, and of who was erased.';
COMMENT ON COLUMN analytics_template.played_session.label IS 'Its genres, where they are plain words.';
COMMENT ON COLUMN analytics_template.played_session.beats IS 'Told in it, other ways to tell one included.';
COMMENT ON COLUMN analytics_template.played_session.currency IS 'Of the cost; what was paid in another is not in it.';
COMMENT ON COLUMN analytics_template.played_session.cost IS 'What its beats cost.';
COMMENT ON COLUMN analytics_template.played_session.choice1 IS 'How often the first choice was taken.';
COMMENT ON COLUMN analytics_template.played_session.choice2 IS 'How often the second.';
COMMENT ON COLUMN analytics_template.played_session.choice3 IS 'How often the third.';
COMMENT ON COLUMN analytics_template.played_session.choice4 IS 'How often the fourth.';
COMMENT ON COLUMN analytics_template.played_session.choice_other IS 'How often one behind these.';
COMMENT ON COLUMN analytics_template.played_session.choice_own IS 'How often words of one''s own.';
COMMENT ON COLUMN analytics_template.played_session.seconds_bucket IS 'From start to last, as n of generation.latency, in seconds.';
COMMENT ON COLUMN analytics_template.played_session.cost_bucket IS 'The cost, as n of generation.latency, in millionths.';
COMMENT ON COLUMN analytics_template.played_session.position IS 'The place in the history of the event that this row reflects.';

CREATE TABLE analytics_template.active_user (
    position  bigint  NOT NULL,
    week      date    NOT NULL,
    monday    integer NOT NULL,
    tuesday   integer NOT NULL,
    wednesday integer NOT NULL,
    thursday  integer NOT NULL,
    friday    integer NOT NULL,
    saturday  integer NOT NULL,
    sunday    integer NOT NULL,
    tenant_id text    NOT NULL,
    id        text    NOT NULL,
    person    text    NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX active_user_time ON analytics_template.active_user (tenant_id, week);
COMMENT ON TABLE analytics_template.active_user IS 'In which hours of a week somebody did something.';
COMMENT ON COLUMN analytics_template.active_user.tenant_id IS 'Whose row it is.';
COMMENT ON COLUMN analytics_template.active_user.id IS 'Week and person, separated by a slash.';
COMMENT ON COLUMN analytics_template.active_user.week IS 'Its Monday, of UTC.';
COMMENT ON COLUMN analytics_template.active_user.person IS 'A keyed hash, of another key in each tenant.';
COMMENT ON COLUMN analytics_template.active_user.monday IS 'Bit n of 0 to 23: in the hour n.';
COMMENT ON COLUMN analytics_template.active_user.tuesday IS 'The same.';
COMMENT ON COLUMN analytics_template.active_user.wednesday IS 'The same.';
COMMENT ON COLUMN analytics_template.active_user.thursday IS 'The same.';
COMMENT ON COLUMN analytics_template.active_user.friday IS 'The same.';
COMMENT ON COLUMN analytics_template.active_user.saturday IS 'The same.';
COMMENT ON COLUMN analytics_template.active_user.sunday IS 'The same.';
COMMENT ON COLUMN analytics_template.active_user.position IS 'The place in the history of the event that this row reflects.';

CREATE TABLE analytics_template.user_cohort (
    weeks      bigint NOT NULL,
    position   bigint NOT NULL,
    first_week date   NOT NULL,
    tenant_id  text   NOT NULL,
    person     text   NOT NULL,
    PRIMARY KEY (tenant_id, person)
);
CREATE INDEX user_cohort_time ON analytics_template.user_cohort (tenant_id, first_week);
COMMENT ON TABLE analytics_template.user_cohort IS 'When somebody was first seen, and who came back.';
COMMENT ON COLUMN analytics_template.user_cohort.tenant_id IS 'Whose row it is.';
COMMENT ON COLUMN analytics_template.user_cohort.person IS 'A keyed hash, of another key in each tenant.';
COMMENT ON COLUMN analytics_template.user_cohort.first_week IS 'The Monday of the week in which they were first seen.';
COMMENT ON COLUMN analytics_template.user_cohort.weeks IS 'Bit n of 0 to 62: seen in the n-th week from that one. Later weeks are not kept.';
COMMENT ON COLUMN analytics_template.user_cohort.position IS 'The place in the history of the event that this row reflects.';

DO $$
DECLARE
    t regclass;
BEGIN
    FOR t IN SELECT c.oid::regclass FROM pg_class c WHERE c.relnamespace = 'analytics_template'::regnamespace AND c.relkind = 'r' LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
    END LOOP;
END
$$;
