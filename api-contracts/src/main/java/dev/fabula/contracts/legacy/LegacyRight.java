package dev.fabula.contracts.legacy;

import java.util.Locale;

/** What somebody may do in a legacy, or with one of its stories. */
public enum LegacyRight {
    /** Read what is published; living people who have not consented are nameless. */
    READ,
    /** See living people who have not consented, and what would give them away. */
    SEE_LIVING,
    /** Read stories that are not published. */
    READ_DRAFTS,
    /** Write stories of one's own, and flag others'. */
    WRITE_STORIES,
    /** Revise, tag and publish this story. */
    EDIT_STORY,
    /** Remove and restore stories, resolve flags. */
    MODERATE,
    /** Change people, relationships and contexts; merge; import. */
    EDIT_PEOPLE,
    /** Take out everything in one file. */
    EXPORT,
    /** Record consents, ask for them, withdraw them for somebody. */
    KEEP_CONSENTS,
    /** Rename, archive, invite, grant and revoke. */
    MANAGE;

    private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** In kebab case, as denials say it. */
    public String wireName() {
        return wireName;
    }
}
