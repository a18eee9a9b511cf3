package dev.fabula.command.legacy;

import dev.fabula.contracts.legacy.GedcomChanges;

/** What became of something that a file tells. Asked again within the same import, the answer is the same. */
enum ImportOutcome {
    ADDED,
    CHANGED,
    UNCHANGED,
    /** Somebody has removed or merged it by hand. */
    LEFT;

    GedcomChanges counted() {
        return switch (this) {
            case ADDED -> new GedcomChanges(1, 0, 0, 0, 0);
            case CHANGED -> new GedcomChanges(0, 1, 0, 0, 0);
            case UNCHANGED -> new GedcomChanges(0, 0, 0, 1, 0);
            case LEFT -> new GedcomChanges(0, 0, 0, 0, 1);
        };
    }
}
