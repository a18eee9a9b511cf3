package dev.fabula.ai;

import dev.fabula.contracts.ai.AgeTier;
import dev.fabula.contracts.tenancy.TenantId;

/** A text, and whom it is meant for. */
public record ModerationRequest(TenantId tenant, String text, AgeTier tier) {}
