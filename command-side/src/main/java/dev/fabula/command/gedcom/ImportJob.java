package dev.fabula.command.gedcom;

import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;

/**
 * An import that was asked for.
 *
 * @param imported a ULID, made from the key of the request: who repeats it means the same import
 * @param upload a ULID of the file as it was sent this time
 * @param tree which tree the file is of
 * @param actor who asked for it, in whose name everything is told
 * @param request what their call is named in logs
 */
public record ImportJob(
        TenantId tenant, LegacyId legacy, String imported, String upload, String tree, ActorId actor, String request) {

    String imports() {
        return GedcomImports.of(tenant, legacy);
    }

    EventMetadata metadata() {
        return new EventMetadata(tenant, actor, ActorKind.USER, request, null, null, null, null, null);
    }
}
