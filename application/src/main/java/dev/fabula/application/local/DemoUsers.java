package dev.fabula.application.local;

import dev.fabula.contracts.tenancy.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the demo user that a token is asked for. */
final class DemoUsers {
    private DemoUsers() {}

    /**
     * The first demo user that fits all that is given; with nothing given, the owner of the first tenant.
     *
     * @throws IllegalArgumentException naming who there is, where nobody fits
     */
    static DemoUser find(@Nullable String tenant, @Nullable String user, @Nullable String role) {
        List<DemoUser> fitting = DemoUser.ALL.stream()
                .filter(demo -> tenant == null || demo.tenant().equals(tenant))
                .filter(demo -> user == null || demo.name().equals(user))
                .filter(demo -> role == null || Role.fromClaim(role).equals(Optional.of(demo.role())))
                .toList();
        if (fitting.isEmpty()) {
            throw new IllegalArgumentException("no demo user fits; there are: " + everybody());
        }
        return fitting.getFirst();
    }

    private static String everybody() {
        return DemoUser.ALL.stream()
                .map(demo ->
                        demo.tenant() + "/" + demo.name() + " (" + demo.role().claim() + ")")
                .collect(Collectors.joining(", "));
    }
}
