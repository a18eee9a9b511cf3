package dev.fabula.application.operations;

import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.postgres.Erasures;
import dev.fabula.eventstore.privacy.KeyAdministration;
import dev.fabula.eventstore.privacy.Subject;
import dev.fabula.projection.runtime.ProjectionOperations;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The keys of data subjects: erasure by an operator, and the change of the master key. */
@RestController
@RequestMapping("/api/admin/personal-data")
class PersonalDataController {

    private final Erasures erasures;
    private final KeyAdministration keys;
    private final ProjectionOperations projections;

    PersonalDataController(Erasures erasures, KeyAdministration keys, ProjectionOperations projections) {
        this.erasures = erasures;
        this.keys = keys;
        this.projections = projections;
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
        TenantId tenant = tenant(wanted.tenant());
        Erasures.Erased erased = erasures.erase(
                new Subject(tenant, wanted.subject()),
                wanted.reason(),
                EventMetadata.of(tenant, Caller.required().actor(), ActorKind.USER));
        return new Erased(wanted.tenant(), wanted.subject(), erased.position());
    }

    /** What read models hold of an erased subject; its id may contain anything, so it is no part of the path. */
    @GetMapping("/erasures")
    ErasureReceipt receipt(@RequestParam String tenant, @RequestParam String subject) {
        return ErasureReceipt.of(
                erasures.find(new Subject(tenant(tenant), subject))
                        .orElseThrow(() -> new ResponseStatusException(
                                HttpStatus.NOT_FOUND, "history has no erasure of that subject")),
                projections.all());
    }

    private static TenantId tenant(String id) {
        if (!TenantId.isValid(id)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "tenant is not a tenant's id");
        }
        return TenantId.of(id);
    }

    /** @param keys how many were wrapped anew; afterwards no master key but the current one is needed */
    record Rewrapped(int keys) {}

    @PostMapping("/rewrap")
    Rewrapped rewrap() {
        return new Rewrapped(keys.rewrap());
    }
}
