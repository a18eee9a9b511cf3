package dev.fabula.contracts.tenancy;

import java.util.Locale;
import java.util.Optional;

/** What a token lets its bearer do in its tenant. In tokens the names are lower case. */
public enum Role {
    OWNER,
    EDITOR,
    CONTRIBUTOR,
    VIEWER,
    /** Has no account: may play a little, and see nothing of the tenant's. */
    GUEST,
    /** Runs the platform: everything under {@code /api/admin}, and nothing of a tenant's content. */
    OPERATOR;

    /** The name as it stands in a token. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that name; a token may also carry roles of other systems, which are none of ours. */
    public static Optional<Role> fromClaim(String claim) {
        for (Role role : values()) {
            if (role.claim().equals(claim)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
