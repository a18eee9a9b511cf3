package dev.fabula.eventstore.codec;

import org.axonframework.common.IdentifierFactory;

/** Gives every message of Axon a ULID; found through its service file. */
public final class UlidIdentifierFactory extends IdentifierFactory {
    @Override
    public String generateIdentifier() {
        return Ulids.next();
    }
}
