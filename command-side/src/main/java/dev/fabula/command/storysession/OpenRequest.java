package dev.fabula.command.storysession;

import dev.fabula.contracts.storysession.StorySessionId;
import dev.fabula.contracts.tenancy.TenantId;

/** A beat that somebody asked for. */
public record OpenRequest(TenantId tenant, StorySessionId session, String request) {}
