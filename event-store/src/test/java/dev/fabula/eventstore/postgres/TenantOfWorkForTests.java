package dev.fabula.eventstore.postgres;

import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.Caller;
import java.util.Set;

/** Work on behalf of a request. */
final class TenantOfWorkForTests {

    private TenantOfWorkForTests() {}

    static void run(Runnable work) {
        new Caller(TestHistory.ALDER, new ActorId("olivia"), Set.of(), "a-request").<Void, RuntimeException>call(() -> {
            work.run();
            return null;
        });
    }
}
