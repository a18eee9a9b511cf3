package dev.fabula.query.legacy;

import dev.fabula.contracts.legacy.LegacyAccess;
import dev.fabula.contracts.legacy.LegacyPolicy;
import dev.fabula.contracts.legacy.LegacyRight;
import dev.fabula.contracts.legacy.MemberRole;
import dev.fabula.contracts.tenancy.Caller;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The caller before a legacy. */
final class Visitor {

    private final LegacyRow legacy;
    private final CompleteImports imports;
    private final LegacyAccess access;
    private final Map<String, MemberRole> storyRoles = new HashMap<>();
    private final String actor;

    private Visitor(LegacyRow legacy, CompleteImports imports, Caller caller) {
        this.legacy = legacy;
        this.imports = imports;
        this.actor = caller.actor().value();
        MemberRole role = null;
        for (LegacyRow.Member member : legacy.members()) {
            if (member.member().equals(actor) && member.story() == null) {
                role = member.role();
            } else if (member.member().equals(actor) && member.story() != null) {
                storyRoles.put(member.story(), member.role());
            }
        }
        this.access = LegacyAccess.of(caller.roles(), role);
    }

    static Visitor of(LegacyRow legacy, CompleteImports imports) {
        return new Visitor(legacy, imports, Caller.required());
    }

    /** Before a legacy of which nobody is read, for what they may alone. */
    static Visitor of(LegacyRow legacy) {
        return of(legacy, CompleteImports.NONE);
    }

    LegacyRow legacy() {
        return legacy;
    }

    /** What the caller sees of imports, from when the legacy was entered. */
    CompleteImports imports() {
        return imports;
    }

    boolean may(LegacyRight right) {
        return LegacyPolicy.allows(access, right);
    }

    /** @throws dev.fabula.contracts.command.CommandRefusedException saying which right is missing */
    Visitor require(LegacyRight right) {
        LegacyPolicy.require(access, right);
        return this;
    }

    boolean may(LegacyRight right, String story, String author) {
        @Nullable MemberRole role = storyRoles.get(story);
        return LegacyPolicy.allows(access.toStory(role, author.equals(actor)), right);
    }

    LegacyAccess access() {
        return access;
    }
}
