package dev.fabula.command.gedcom;

import dev.fabula.contracts.tenancy.TenantId;
import java.time.Duration;

/** When imports are worked on: a port to a queue that outlives its nodes. One that nobody ends comes again. */
public interface ImportQueue {

    /** Unless it is in the queue already: who dies before saying {@link #now} leaves it to be found then. */
    void after(TenantId tenant, String imported, Duration delay);

    /** Wherever there is a hand free. */
    void now(TenantId tenant, String imported);
}
