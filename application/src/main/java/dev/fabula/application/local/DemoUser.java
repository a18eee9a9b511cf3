package dev.fabula.application.local;

import dev.fabula.contracts.tenancy.Role;
import java.util.List;

/**
 * Somebody to try the platform as, on a developer's machine.
 *
 * @param name unique within the tenant
 */
public record DemoUser(String tenant, String name, Role role) {

    /** Two tenants, so that it can be seen that they do not see each other; operators work for the platform. */
    public static final List<DemoUser> ALL = List.of(
            new DemoUser("alder", "olivia", Role.OWNER),
            new DemoUser("alder", "edgar", Role.EDITOR),
            new DemoUser("alder", "clara", Role.CONTRIBUTOR),
            new DemoUser("alder", "victor", Role.VIEWER),
            new DemoUser("alder", "gwen", Role.GUEST),
            new DemoUser("alder", "otto", Role.OPERATOR),
            new DemoUser("birch", "oscar", Role.OWNER),
            new DemoUser("birch", "emma", Role.EDITOR),
            new DemoUser("birch", "carlos", Role.CONTRIBUTOR),
            new DemoUser("birch", "vera", Role.VIEWER),
            new DemoUser("birch", "greta", Role.GUEST),
            new DemoUser("birch", "olga", Role.OPERATOR));
}
