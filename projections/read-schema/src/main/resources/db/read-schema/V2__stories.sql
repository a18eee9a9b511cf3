-- Story sessions, what calls to models cost, and what people set for themselves. How a template looks is said in V1.

CREATE TABLE read_template.story_session (
    tenant_id          text        NOT NULL,
    session            text        NOT NULL,
    owner              text        NOT NULL,
    title              text        NOT NULL,
    premise            text,
    genres             text[]      NOT NULL,
    characters         text[],
    mode               text        NOT NULL,
    age_tier           text        NOT NULL,
    quality            text        NOT NULL,
    model              text,
    platform           text,
    parent             text,
    parent_beat        integer,
    parent_alternative text,
    root               text        NOT NULL,
    state              text        NOT NULL,
    end_reason         text,
    beats              integer     NOT NULL,
    open_request       text,
    started_at         timestamptz NOT NULL,
    last_activity_at   timestamptz NOT NULL,
    version            bigint      NOT NULL,
    position           bigint      NOT NULL,
    PRIMARY KEY (tenant_id, session)
);
COMMENT ON TABLE read_template.story_session IS 'Story sessions, but for what their beats say.';
COMMENT ON COLUMN read_template.story_session.tenant_id IS 'Whose row it is.';
COMMENT ON COLUMN read_template.story_session.session IS 'The id of the session, a ULID.';
COMMENT ON COLUMN read_template.story_session.owner IS 'The actor who plays, and who alone may see it.';
COMMENT ON COLUMN read_template.story_session.title IS 'What it is called.';
COMMENT ON COLUMN read_template.story_session.premise IS 'What it is about; of a branch NULL, the root has it.';
COMMENT ON COLUMN read_template.story_session.genres IS 'What kind of story it is, in the client''s words.';
COMMENT ON COLUMN read_template.story_session.characters IS 'Who is in it; of a branch NULL, the root has it.';
COMMENT ON COLUMN read_template.story_session.mode IS 'Who plays: solo, collaborative.';
COMMENT ON COLUMN read_template.story_session.age_tier IS 'Whom it is for: child, teen, adult.';
COMMENT ON COLUMN read_template.story_session.quality IS 'What is preferred of models: high, fast, cheap, adaptive.';
COMMENT ON COLUMN read_template.story_session.model IS 'The model that was wished for, where one was.';
COMMENT ON COLUMN read_template.story_session.platform IS 'Where it is played, in the client''s words.';
COMMENT ON COLUMN read_template.story_session.parent IS 'Of a branch, the session whose beats it begins with.';
COMMENT ON COLUMN read_template.story_session.parent_beat IS 'Of a branch, the last beat that it shares.';
COMMENT ON COLUMN read_template.story_session.parent_alternative IS 'Of a branch, the request of that beat''s alternative.';
COMMENT ON COLUMN read_template.story_session.root IS 'The session that began it all; its own id where it is no branch.';
COMMENT ON COLUMN read_template.story_session.state IS 'active, ended by somebody, or expired.';
COMMENT ON COLUMN read_template.story_session.end_reason IS 'Why somebody ended it: completed, abandoned.';
COMMENT ON COLUMN read_template.story_session.beats IS 'The number of the last beat there is; of a branch, those it shares are counted.';
COMMENT ON COLUMN read_template.story_session.open_request IS 'The request that a beat is being generated for, if one is.';
COMMENT ON COLUMN read_template.story_session.started_at IS 'When it was started, or branched.';
COMMENT ON COLUMN read_template.story_session.last_activity_at IS 'When something last happened in it; that it expired is nothing.';
COMMENT ON COLUMN read_template.story_session.version IS 'The sequence of the last event of its stream.';
COMMENT ON COLUMN read_template.story_session.position IS 'The place in the history of the event that this row reflects.';
CREATE INDEX story_session_of_owner ON read_template.story_session (tenant_id, owner, last_activity_at DESC, session DESC);
CREATE INDEX story_session_of_root ON read_template.story_session (tenant_id, root, session);
-- Of all tenants: what is looked for here is what has been quiet for long, whosever it is.
CREATE INDEX story_session_quiet ON read_template.story_session (last_activity_at) WHERE state = 'active';
ALTER TABLE read_template.story_session ENABLE ROW LEVEL SECURITY;
ALTER TABLE read_template.story_session FORCE ROW LEVEL SECURITY;

CREATE TABLE read_template.story_beat (
    tenant_id    text    NOT NULL,
    id           text    NOT NULL,
    session      text    NOT NULL,
    beat         integer NOT NULL,
    current      text,
    alternatives jsonb   NOT NULL,
    choice_made  jsonb,
    position     bigint  NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE read_template.story_beat IS 'What a session has of each beat: alternatives and the choice after it. Beats that a branch shares are rows of the session that told them; of the last of them the branch has a row with its own choice.';
COMMENT ON COLUMN read_template.story_beat.tenant_id IS 'Whose row it is.';
COMMENT ON COLUMN read_template.story_beat.id IS 'Session and beat, as <session>/<beat in six digits>.';
COMMENT ON COLUMN read_template.story_beat.session IS 'The session in whose stream it happened.';
COMMENT ON COLUMN read_template.story_beat.beat IS 'The number of the beat, from 1.';
COMMENT ON COLUMN read_template.story_beat.current IS 'The request of the alternative that is current, if any is.';
COMMENT ON COLUMN read_template.story_beat.alternatives IS 'A list in the order of requests, each {request, state: requested|generated|rejected|failed, reason, text, choices, summary, rating, rejection {stage, categories, reference}, failure {code, detail, retryable}, provenance {provider, model, template, promptHash, prompt, attempts, tokens, cost, millis, quality, moderation}, requestedAt, finishedAt}; what does not apply is left out, and a text that was rejected is never here.';
COMMENT ON COLUMN read_template.story_beat.choice_made IS 'How the story goes on: {choice, text, alternative, at}, choice left out where somebody wrote their own; NULL while nothing is chosen.';
COMMENT ON COLUMN read_template.story_beat.position IS 'The place in the history of the event that this row reflects.';
ALTER TABLE read_template.story_beat ENABLE ROW LEVEL SECURITY;
ALTER TABLE read_template.story_beat FORCE ROW LEVEL SECURITY;

CREATE TABLE read_template.open_beat (
    tenant_id    text        NOT NULL,
    id           text        NOT NULL,
    session      text        NOT NULL,
    request      text        NOT NULL,
    owner        text        NOT NULL,
    beat         integer     NOT NULL,
    requested_at timestamptz NOT NULL,
    position     bigint      NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE read_template.open_beat IS 'Beats that somebody waits for; a row is gone with its request''s outcome.';
COMMENT ON COLUMN read_template.open_beat.tenant_id IS 'Whose row it is.';
COMMENT ON COLUMN read_template.open_beat.id IS 'Session and request, as <session>/<request>: so that a row''s one stream is known by its key.';
COMMENT ON COLUMN read_template.open_beat.session IS 'The session that waits.';
COMMENT ON COLUMN read_template.open_beat.request IS 'What its outcome will name, a ULID.';
COMMENT ON COLUMN read_template.open_beat.owner IS 'The actor who plays.';
COMMENT ON COLUMN read_template.open_beat.beat IS 'The number of the beat.';
COMMENT ON COLUMN read_template.open_beat.requested_at IS 'Since when it is waited for.';
COMMENT ON COLUMN read_template.open_beat.position IS 'The place in the history of the event that this row reflects.';
-- Of all tenants: what is looked for here is what has waited too long, whosever it is.
CREATE INDEX open_beat_waiting ON read_template.open_beat (requested_at);
ALTER TABLE read_template.open_beat ENABLE ROW LEVEL SECURITY;
ALTER TABLE read_template.open_beat FORCE ROW LEVEL SECURITY;

CREATE TABLE read_template.spend_budget (
    tenant_id      text    NOT NULL,
    budget         text    NOT NULL,
    name           text    NOT NULL,
    unit           text    NOT NULL,
    spending_limit numeric,
    reserved       numeric NOT NULL,
    settled        numeric NOT NULL,
    open_calls     jsonb   NOT NULL,
    position       bigint  NOT NULL,
    PRIMARY KEY (tenant_id, budget)
);
COMMENT ON TABLE read_template.spend_budget IS 'Budgets: what may be spent of something in a period, and what is.';
COMMENT ON COLUMN read_template.spend_budget.tenant_id IS 'Whose row it is.';
COMMENT ON COLUMN read_template.spend_budget.budget IS 'The id of the budget, a ULID.';
COMMENT ON COLUMN read_template.spend_budget.name IS 'What it is a budget of, as tenant/2026-11.';
COMMENT ON COLUMN read_template.spend_budget.unit IS 'In what it counts: a currency of ISO 4217, or beats.';
COMMENT ON COLUMN read_template.spend_budget.spending_limit IS 'What may be spent, as the last call that reserved something was told; NULL where none was.';
COMMENT ON COLUMN read_template.spend_budget.reserved IS 'Kept for calls that are under way.';
COMMENT ON COLUMN read_template.spend_budget.settled IS 'Spent.';
COMMENT ON COLUMN read_template.spend_budget.open_calls IS 'Calls that are under way, in the order of their reservations, each {call, amount}.';
COMMENT ON COLUMN read_template.spend_budget.position IS 'The place in the history of the event that this row reflects.';
ALTER TABLE read_template.spend_budget ENABLE ROW LEVEL SECURITY;
ALTER TABLE read_template.spend_budget FORCE ROW LEVEL SECURITY;

CREATE TABLE read_template.ai_usage (
    tenant_id       text    NOT NULL,
    id              text    NOT NULL,
    budget          text    NOT NULL,
    name            text    NOT NULL,
    unit            text    NOT NULL,
    day             date    NOT NULL,
    purpose         text    NOT NULL,
    provider        text    NOT NULL,
    model           text    NOT NULL,
    calls           bigint  NOT NULL,
    amount          numeric NOT NULL,
    input_tokens    bigint  NOT NULL,
    output_tokens   bigint  NOT NULL,
    estimated_calls bigint  NOT NULL,
    position        bigint  NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE read_template.ai_usage IS 'What calls to models took, by budget, day, purpose, provider and model. A call counts once in each budget that it was paid from.';
COMMENT ON COLUMN read_template.ai_usage.tenant_id IS 'Whose row it is.';
COMMENT ON COLUMN read_template.ai_usage.id IS '<budget>/<day>/<purpose>/<provider>/<model>, with % and / within a part as %25 and %2F; what is too long ends in ~ and a hash.';
COMMENT ON COLUMN read_template.ai_usage.budget IS 'The id of the budget.';
COMMENT ON COLUMN read_template.ai_usage.name IS 'What it is a budget of, as tenant/2026-11.';
COMMENT ON COLUMN read_template.ai_usage.unit IS 'In what the amount counts: a currency of ISO 4217, or beats.';
COMMENT ON COLUMN read_template.ai_usage.day IS 'Of UTC, on which it was recorded.';
COMMENT ON COLUMN read_template.ai_usage.purpose IS 'What was called for.';
COMMENT ON COLUMN read_template.ai_usage.provider IS 'Who was called, as named in the configuration.';
COMMENT ON COLUMN read_template.ai_usage.model IS 'Which of its models.';
COMMENT ON COLUMN read_template.ai_usage.calls IS 'How many calls were settled.';
COMMENT ON COLUMN read_template.ai_usage.amount IS 'What they took of the budget.';
COMMENT ON COLUMN read_template.ai_usage.input_tokens IS 'That they read, in the model''s own tokens.';
COMMENT ON COLUMN read_template.ai_usage.output_tokens IS 'That they wrote.';
COMMENT ON COLUMN read_template.ai_usage.estimated_calls IS 'Calls whose tokens were told from the length of their texts.';
COMMENT ON COLUMN read_template.ai_usage.position IS 'The place in the history of the event that this row reflects.';
CREATE INDEX ai_usage_of_day ON read_template.ai_usage (tenant_id, day);
ALTER TABLE read_template.ai_usage ENABLE ROW LEVEL SECURITY;
ALTER TABLE read_template.ai_usage FORCE ROW LEVEL SECURITY;

CREATE TABLE read_template.preferences (
    tenant_id  text        NOT NULL,
    actor      text        NOT NULL,
    genres     text[]      NOT NULL,
    quality    text,
    model      text,
    changed_at timestamptz NOT NULL,
    position   bigint      NOT NULL,
    PRIMARY KEY (tenant_id, actor)
);
COMMENT ON TABLE read_template.preferences IS 'What new stories of somebody begin with where nothing else is said.';
COMMENT ON COLUMN read_template.preferences.tenant_id IS 'Whose row it is.';
COMMENT ON COLUMN read_template.preferences.actor IS 'Who prefers it.';
COMMENT ON COLUMN read_template.preferences.genres IS 'Kinds of stories, in the client''s words.';
COMMENT ON COLUMN read_template.preferences.quality IS 'Of models: high, fast, cheap, adaptive; NULL for no preference.';
COMMENT ON COLUMN read_template.preferences.model IS 'The one that is wished for, where one is.';
COMMENT ON COLUMN read_template.preferences.changed_at IS 'When they were set.';
COMMENT ON COLUMN read_template.preferences.position IS 'The place in the history of the event that this row reflects.';
ALTER TABLE read_template.preferences ENABLE ROW LEVEL SECURITY;
ALTER TABLE read_template.preferences FORCE ROW LEVEL SECURITY;
