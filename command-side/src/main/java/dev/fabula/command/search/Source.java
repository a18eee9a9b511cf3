package dev.fabula.command.search;

import dev.fabula.contracts.search.TextKind;
import dev.fabula.contracts.tenancy.TenantId;

/**
 * Whose texts get vectors.
 *
 * @param id of the story or the session
 */
public record Source(TenantId tenant, TextKind kind, String id) {}
