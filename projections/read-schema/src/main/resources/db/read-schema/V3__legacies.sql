-- Legacies: people, what joins them, stories, and who did what. How a template looks is said in V1.

CREATE TABLE read_template.legacy (
    tenant_id   text        NOT NULL,
    legacy      text        NOT NULL,
    slug        text        NOT NULL,
    name        text        NOT NULL,
    description text,
    owner       text        NOT NULL,
    archived    boolean     NOT NULL,
    members     jsonb       NOT NULL,
    invitations jsonb       NOT NULL,
    created_at  timestamptz NOT NULL,
    changed_at  timestamptz NOT NULL,
    version     bigint      NOT NULL,
    position    bigint      NOT NULL,
    PRIMARY KEY (tenant_id, legacy)
);
COMMENT ON TABLE read_template.legacy IS 'Legacies, their members and open invitations.';
COMMENT ON COLUMN read_template.legacy.tenant_id IS 'Whose row it is.';
COMMENT ON COLUMN read_template.legacy.legacy IS 'The id of the legacy, a ULID.';
COMMENT ON COLUMN read_template.legacy.slug IS 'What it is called in addresses, unique within the tenant.';
COMMENT ON COLUMN read_template.legacy.name IS 'What it is called.';
COMMENT ON COLUMN read_template.legacy.description IS 'What it is about, where somebody said it.';
COMMENT ON COLUMN read_template.legacy.owner IS 'The actor who began it.';
COMMENT ON COLUMN read_template.legacy.archived IS 'Whether it can only be read.';
COMMENT ON COLUMN read_template.legacy.members IS 'A list in the order of grants, each {member, role: owner|editor|contributor|viewer, story, since}; story is left out where the role is for the whole legacy.';
COMMENT ON COLUMN read_template.legacy.invitations IS 'Those that are open, expired ones among them, each {invitation, role, story, email, invitedBy, invitedAt, expiresAt}.';
COMMENT ON COLUMN read_template.legacy.created_at IS 'When it was begun.';
COMMENT ON COLUMN read_template.legacy.changed_at IS 'When something last happened to it; what happens to its people and stories is nothing here.';
COMMENT ON COLUMN read_template.legacy.version IS 'The sequence of the last event of its stream.';
COMMENT ON COLUMN read_template.legacy.position IS 'The place in the history of the event that this row reflects.';
CREATE INDEX legacy_by_slug ON read_template.legacy (tenant_id, slug);
ALTER TABLE read_template.legacy ENABLE ROW LEVEL SECURITY;
ALTER TABLE read_template.legacy FORCE ROW LEVEL SECURITY;

CREATE TABLE read_template.person (
    tenant_id     text        NOT NULL,
    person        text        NOT NULL,
    legacy        text        NOT NULL,
    sort_name     text        NOT NULL,
    sex           text        NOT NULL,
    living        text        NOT NULL,
    names         jsonb       NOT NULL,
    facts         jsonb       NOT NULL,
    notes         text[]      NOT NULL,
    more          text[]      NOT NULL,
    sources       text[]      NOT NULL,
    undecided     text[]      NOT NULL,
    born_by       integer,
    died          boolean     NOT NULL,
    merged_into   text,
    consent_asked boolean     NOT NULL,
    consented     boolean     NOT NULL,
    imported      text,
    added_at      timestamptz NOT NULL,
    changed_at    timestamptz NOT NULL,
    version       bigint      NOT NULL,
    position      bigint      NOT NULL,
    PRIMARY KEY (tenant_id, person)
);
COMMENT ON TABLE read_template.person IS 'What legacies tell of people.';
COMMENT ON COLUMN read_template.person.tenant_id IS 'Whose row it is.';
COMMENT ON COLUMN read_template.person.person IS 'The id of the person, a ULID.';
COMMENT ON COLUMN read_template.person.legacy IS 'The legacy that tells of them.';
COMMENT ON COLUMN read_template.person.sort_name IS 'By which lists are ordered: the surname, then the rest, in lower case.';
COMMENT ON COLUMN read_template.person.sex IS 'male, female, other, unknown.';
COMMENT ON COLUMN read_template.person.living IS 'What somebody said of it: living, deceased; inferred where nobody did.';
COMMENT ON COLUMN read_template.person.names IS 'A list, the usual one first, each {id, full, type, prefix, given, nickname, surnamePrefix, surname, suffix, more}; what does not apply is left out.';
COMMENT ON COLUMN read_template.person.facts IS 'Events and attributes in the order in which they were told, each {id, kind, value, date, place, type, note, more}; dates as GEDCOM 7 writes them.';
COMMENT ON COLUMN read_template.person.notes IS 'What else is told.';
COMMENT ON COLUMN read_template.person.more IS 'What else a file said: lines of GEDCOM 7, levels counted from 1.';
COMMENT ON COLUMN read_template.person.sources IS 'By what a file knows the person, as uid:…, refn:…, xref:….';
COMMENT ON COLUMN read_template.person.undecided IS 'Ids of names and facts that may be somebody elses, since two were told apart again.';
COMMENT ON COLUMN read_template.person.born_by IS 'The year in which they were born at the latest, as far as their own facts tell; NULL where none is dated.';
COMMENT ON COLUMN read_template.person.died IS 'Whether a fact says so, dated or not.';
COMMENT ON COLUMN read_template.person.merged_into IS 'The person that they are told of as.';
COMMENT ON COLUMN read_template.person.consent_asked IS 'Whether they were asked if they may be named.';
COMMENT ON COLUMN read_template.person.consented IS 'Whether they may be named though they live.';
COMMENT ON COLUMN read_template.person.imported IS 'The import that they came with.';
COMMENT ON COLUMN read_template.person.added_at IS 'When they were first told of.';
COMMENT ON COLUMN read_template.person.changed_at IS 'When something last changed.';
COMMENT ON COLUMN read_template.person.version IS 'The sequence of the last event of their stream.';
COMMENT ON COLUMN read_template.person.position IS 'The place in the history of the event that this row reflects.';
CREATE INDEX person_by_name ON read_template.person (tenant_id, legacy, sort_name, person) WHERE merged_into IS NULL;
CREATE INDEX person_merged ON read_template.person (tenant_id, merged_into) WHERE merged_into IS NOT NULL;
ALTER TABLE read_template.person ENABLE ROW LEVEL SECURITY;
ALTER TABLE read_template.person FORCE ROW LEVEL SECURITY;

CREATE TABLE read_template.relationship (
    tenant_id    text    NOT NULL,
    relationship text    NOT NULL,
    legacy       text    NOT NULL,
    kind         text    NOT NULL,
    from_person  text    NOT NULL,
    to_person    text,
    pedigree     text,
    role         text,
    family       text,
    place        integer,
    facts        jsonb   NOT NULL,
    more         text[]  NOT NULL,
    imported     text,
    version      bigint  NOT NULL,
    position     bigint  NOT NULL,
    PRIMARY KEY (tenant_id, relationship)
);
COMMENT ON TABLE read_template.relationship IS 'What joins people.';
COMMENT ON COLUMN read_template.relationship.tenant_id IS 'Whose row it is.';
COMMENT ON COLUMN read_template.relationship.relationship IS 'The id, made from who they are and how they are joined, a ULID.';
COMMENT ON COLUMN read_template.relationship.legacy IS 'The legacy that tells of it.';
COMMENT ON COLUMN read_template.relationship.kind IS 'parent-child, partner, association.';
COMMENT ON COLUMN read_template.relationship.from_person IS 'A parent, a partner, or whom an association is told of.';
COMMENT ON COLUMN read_template.relationship.to_person IS 'A child, the other partner or nobody known, or whom they had to do with.';
COMMENT ON COLUMN read_template.relationship.pedigree IS 'Of a child: birth, adopted, foster, step, sealing, other.';
COMMENT ON COLUMN read_template.relationship.role IS 'Of an association, for instance godparent.';
COMMENT ON COLUMN read_template.relationship.family IS 'By which partners and children of one family find together.';
COMMENT ON COLUMN read_template.relationship.place IS 'Of a child among its siblings, from 1, or of a partner, 1 or 2.';
COMMENT ON COLUMN read_template.relationship.facts IS 'Events of partners, as those of a person.';
COMMENT ON COLUMN read_template.relationship.more IS 'What else a file said: lines of GEDCOM 7, levels counted from 1.';
COMMENT ON COLUMN read_template.relationship.imported IS 'The import that it came with.';
COMMENT ON COLUMN read_template.relationship.version IS 'The sequence of the last event of its stream.';
COMMENT ON COLUMN read_template.relationship.position IS 'The place in the history of the event that this row reflects.';
CREATE INDEX relationship_of ON read_template.relationship (tenant_id, from_person);
CREATE INDEX relationship_to ON read_template.relationship (tenant_id, to_person);
CREATE INDEX relationship_in ON read_template.relationship (tenant_id, legacy, relationship);
ALTER TABLE read_template.relationship ENABLE ROW LEVEL SECURITY;
ALTER TABLE read_template.relationship FORCE ROW LEVEL SECURITY;

CREATE TABLE read_template.context (
    tenant_id   text NOT NULL,
    context     text NOT NULL,
    legacy      text NOT NULL,
    kind        text NOT NULL,
    name        text NOT NULL,
    description text,
    dated       text,
    place       text,
    position    bigint NOT NULL,
    PRIMARY KEY (tenant_id, context)
);
COMMENT ON TABLE read_template.context IS 'Places, periods, themes and events that stories hang on.';
COMMENT ON COLUMN read_template.context.tenant_id IS 'Whose row it is.';
COMMENT ON COLUMN read_template.context.context IS 'The id, a ULID.';
COMMENT ON COLUMN read_template.context.legacy IS 'The legacy that it belongs to.';
COMMENT ON COLUMN read_template.context.kind IS 'place, period, theme, event.';
COMMENT ON COLUMN read_template.context.name IS 'What it is called.';
COMMENT ON COLUMN read_template.context.description IS 'What it is.';
COMMENT ON COLUMN read_template.context.dated IS 'When it was, as GEDCOM 7 writes dates.';
COMMENT ON COLUMN read_template.context.place IS 'Where it is, from the smallest to the largest, by commas.';
COMMENT ON COLUMN read_template.context.position IS 'The place in the history of the event that this row reflects.';
CREATE INDEX context_of_legacy ON read_template.context (tenant_id, legacy, name, context);
ALTER TABLE read_template.context ENABLE ROW LEVEL SECURITY;
ALTER TABLE read_template.context FORCE ROW LEVEL SECURITY;

CREATE TABLE read_template.legacy_story (
    tenant_id  text        NOT NULL,
    story      text        NOT NULL,
    legacy     text        NOT NULL,
    author     text        NOT NULL,
    revision   integer     NOT NULL,
    published  integer,
    removed    boolean     NOT NULL,
    tags       text[]      NOT NULL,
    flags      jsonb       NOT NULL,
    written_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    version    bigint      NOT NULL,
    position   bigint      NOT NULL,
    PRIMARY KEY (tenant_id, story)
);
COMMENT ON TABLE read_template.legacy_story IS 'Written memories, but for their texts.';
COMMENT ON COLUMN read_template.legacy_story.tenant_id IS 'Whose row it is.';
COMMENT ON COLUMN read_template.legacy_story.story IS 'The id of the story, a ULID.';
COMMENT ON COLUMN read_template.legacy_story.legacy IS 'The legacy that it belongs to.';
COMMENT ON COLUMN read_template.legacy_story.author IS 'The actor who wrote it first.';
COMMENT ON COLUMN read_template.legacy_story.revision IS 'The last one, from 1.';
COMMENT ON COLUMN read_template.legacy_story.published IS 'The revision that all readers see; NULL while none is.';
COMMENT ON COLUMN read_template.legacy_story.removed IS 'Whether a tombstone is in its place.';
COMMENT ON COLUMN read_template.legacy_story.tags IS 'In alphabetical order.';
COMMENT ON COLUMN read_template.legacy_story.flags IS 'Those that are open, in their order, each {flag, reason, note, flaggedBy, flaggedAt}.';
COMMENT ON COLUMN read_template.legacy_story.written_at IS 'When it was first written.';
COMMENT ON COLUMN read_template.legacy_story.changed_at IS 'When something last happened to it.';
COMMENT ON COLUMN read_template.legacy_story.version IS 'The sequence of the last event of its stream.';
COMMENT ON COLUMN read_template.legacy_story.position IS 'The place in the history of the event that this row reflects.';
CREATE INDEX legacy_story_of_legacy ON read_template.legacy_story (tenant_id, legacy, written_at DESC, story DESC);
CREATE INDEX legacy_story_flagged ON read_template.legacy_story (tenant_id, legacy, story) WHERE flags <> '[]';
ALTER TABLE read_template.legacy_story ENABLE ROW LEVEL SECURITY;
ALTER TABLE read_template.legacy_story FORCE ROW LEVEL SECURITY;

CREATE TABLE read_template.story_revision (
    tenant_id  text        NOT NULL,
    id         text        NOT NULL,
    story      text        NOT NULL,
    legacy     text        NOT NULL,
    revision   integer     NOT NULL,
    author     text        NOT NULL,
    title      text        NOT NULL,
    text       text        NOT NULL,
    people     text[]      NOT NULL,
    contexts   text[]      NOT NULL,
    reason     text,
    written_at timestamptz NOT NULL,
    position   bigint      NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE read_template.story_revision IS 'What each revision of a written memory says.';
COMMENT ON COLUMN read_template.story_revision.tenant_id IS 'Whose row it is.';
COMMENT ON COLUMN read_template.story_revision.id IS 'Story and revision, as <story>/<revision in six digits>.';
COMMENT ON COLUMN read_template.story_revision.story IS 'The story.';
COMMENT ON COLUMN read_template.story_revision.legacy IS 'The legacy that it belongs to.';
COMMENT ON COLUMN read_template.story_revision.revision IS 'From 1.';
COMMENT ON COLUMN read_template.story_revision.author IS 'The actor who wrote this revision.';
COMMENT ON COLUMN read_template.story_revision.title IS 'What it is called.';
COMMENT ON COLUMN read_template.story_revision.text IS 'What it says.';
COMMENT ON COLUMN read_template.story_revision.people IS 'Of whom it tells.';
COMMENT ON COLUMN read_template.story_revision.contexts IS 'On what it hangs.';
COMMENT ON COLUMN read_template.story_revision.reason IS 'Why it was revised, in its authors words.';
COMMENT ON COLUMN read_template.story_revision.written_at IS 'When it was written.';
COMMENT ON COLUMN read_template.story_revision.position IS 'The place in the history of the event that this row reflects.';
ALTER TABLE read_template.story_revision ENABLE ROW LEVEL SECURITY;
ALTER TABLE read_template.story_revision FORCE ROW LEVEL SECURITY;

CREATE TABLE read_template.legacy_audit (
    tenant_id  text        NOT NULL,
    id         text        NOT NULL,
    legacy     text        NOT NULL,
    happened   text        NOT NULL,
    stream     text        NOT NULL,
    actor      text        NOT NULL,
    actor_kind text        NOT NULL,
    at         timestamptz NOT NULL,
    position   bigint      NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE read_template.legacy_audit IS 'Who did what in legacies; not what was said.';
COMMENT ON COLUMN read_template.legacy_audit.tenant_id IS 'Whose row it is.';
COMMENT ON COLUMN read_template.legacy_audit.id IS 'Legacy and place in the history, as <legacy>/<position in nineteen digits>.';
COMMENT ON COLUMN read_template.legacy_audit.legacy IS 'The legacy.';
COMMENT ON COLUMN read_template.legacy_audit.happened IS 'The wire name of the event.';
COMMENT ON COLUMN read_template.legacy_audit.stream IS 'The id of what it happened to.';
COMMENT ON COLUMN read_template.legacy_audit.actor IS 'Who caused it.';
COMMENT ON COLUMN read_template.legacy_audit.actor_kind IS 'user, service, plugin.';
COMMENT ON COLUMN read_template.legacy_audit.at IS 'When it was recorded.';
COMMENT ON COLUMN read_template.legacy_audit.position IS 'The place in the history of the event that this row reflects.';
ALTER TABLE read_template.legacy_audit ENABLE ROW LEVEL SECURITY;
ALTER TABLE read_template.legacy_audit FORCE ROW LEVEL SECURITY;
