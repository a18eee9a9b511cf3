package dev.fabula.application.gedcom;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.fabula.command.gedcom.GedcomImporter;
import dev.fabula.command.gedcom.ImportQueue;
import dev.fabula.contracts.tenancy.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;

/** Imports as tasks of db-scheduler: one node works on each, and when it dies another one takes it over. */
final class ImportTask implements ImportQueue {

    private static final String NAME = "gedcom-import";
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final ObjectProvider<SchedulerClient> scheduler;

    ImportTask(ObjectProvider<SchedulerClient> scheduler) {
        this.scheduler = scheduler;
    }

    static OneTimeTask<Void> task(GedcomImporter importer) {
        return Tasks.oneTime(NAME)
                .onDeadExecutionRevive()
                .onFailure((complete, operations) -> operations.reschedule(complete, again(complete)))
                .execute((instance, context) -> run(importer, instance.getId(), context));
    }

    /** Soon, then later and later: what stands in the way may be a database that is away. */
    private static Instant again(ExecutionComplete complete) {
        int failures = complete.getExecution().consecutiveFailures;
        Duration wait = Duration.ofSeconds(1L << Math.min(failures + 1, 16));
        return complete.getTimeDone().plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
    }

    private static void run(GedcomImporter importer, String id, ExecutionContext context) {
        int slash = id.indexOf('/');
        try {
            importer.run(
                    new TenantId(id.substring(0, slash)),
                    id.substring(slash + 1),
                    () -> context.getSchedulerState().isShuttingDown());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new GedcomImporter.StoppedException();
        }
    }

    private static TaskInstance<Void> instance(TenantId tenant, String imported) {
        return new TaskInstance<>(NAME, tenant.value() + '/' + imported);
    }

    @Override
    public void after(TenantId tenant, String imported, Duration delay) {
        boolean _ = scheduler
                .getObject()
                .scheduleIfNotExists(instance(tenant, imported), Instant.now().plus(delay));
    }

    @Override
    public void now(TenantId tenant, String imported) {
        TaskInstance<Void> instance = instance(tenant, imported);
        Instant now = Instant.now();
        if (!scheduler.getObject().scheduleIfNotExists(instance, now)) {
            boolean _ = scheduler.getObject().reschedule(instance, now);
        }
    }
}
