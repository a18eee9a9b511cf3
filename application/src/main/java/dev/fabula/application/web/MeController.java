package dev.fabula.application.web;

import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.contracts.tenancy.Role;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who the platform takes the caller for. */
@RestController
@RequestMapping("/api/me")
class MeController {

    /** @param roles in the order of {@link Role}, as they stand in the token */
    record Me(String tenant, String actor, List<String> roles) {}

    @GetMapping
    Me me() {
        Caller caller = Caller.required();
        return new Me(
                caller.tenant().value(),
                caller.actor().value(),
                caller.roles().stream().sorted().map(Role::claim).toList());
    }
}
