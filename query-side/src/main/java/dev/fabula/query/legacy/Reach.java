package dev.fabula.query.legacy;

import java.util.Set;

/**
 * What a caller may find in legacies, as far as it can be said without looking at each thing: who is hidden from them, and
 * what has been removed since, is asked of each hit.
 *
 * @param all what they may in every legacy of the tenant
 * @param own what they may in some: ids of legacies
 * @param stories ids of stories whose drafts they may read, whatever they may in its legacy
 * @param imports that are complete, of all legacies
 */
public record Reach(Rights all, Own own, Set<String> stories, Set<String> imports) {

    /**
     * @param read what is published
     * @param drafts of anybody
     * @param ownDrafts of what they wrote themselves
     */
    public record Rights(boolean read, boolean drafts, boolean ownDrafts) {}

    /** The same, as the legacies in which it holds beyond what holds in all. */
    public record Own(Set<String> read, Set<String> drafts, Set<String> ownDrafts) {}
}
