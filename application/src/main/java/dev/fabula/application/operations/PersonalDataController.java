package dev.fabula.application.operations;

import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.postgres.Erasures;
import dev.fabula.eventstore.privacy.KeyAdministration;
import dev.fabula.eventstore.privacy.Subject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The keys of data subjects: erasure by an operator, and the change of the master key. */
@RestController
@RequestMapping("/api/admin/personal-data")
class PersonalDataController {

    private final Erasures erasures;
    private final KeyAdministration keys;

    PersonalDataController(Erasures erasures, KeyAdministration keys) {
        this.erasures = erasures;
        this.keys = keys;
    }

    /** @param reason says nothing about the person: it is kept for ever */
    record Erasure(
            @NotBlank String tenant,
            @NotBlank @Size(max = 255) String subject,
            @NotBlank @Size(max = 200) String reason) {}

    /** @param position what has read history up to here has nothing personal of the subject any more */
    record Erased(String tenant, String subject, long position) {}

    @PostMapping("/erasures")
    Erased erase(@Valid @RequestBody Erasure wanted) {
        if (!TenantId.isValid(wanted.tenant())) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "tenant is not a tenant's id");
        }
        TenantId tenant = TenantId.of(wanted.tenant());
        Erasures.Erased erased = erasures.erase(
                new Subject(tenant, wanted.subject()),
                wanted.reason(),
                EventMetadata.of(tenant, Caller.required().actor(), ActorKind.USER));
        return new Erased(wanted.tenant(), wanted.subject(), erased.position());
    }

    /** @param keys how many were wrapped anew; afterwards no master key but the current one is needed */
    record Rewrapped(int keys) {}

    @PostMapping("/rewrap")
    Rewrapped rewrap() {
        return new Rewrapped(keys.rewrap());
    }
}
