package dev.fabula.application.command;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.fabula.application.ConditionalOnNodeRole;
import dev.fabula.application.FabulaProperties.NodeRole;
import dev.fabula.command.storysession.StoryExpiry;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done from time to time, by one process for all. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnNodeRole(NodeRole.COMMAND)
class RecurringWork {

    private static final Duration EXPIRY_EVERY = Duration.ofMinutes(15);

    @Bean
    RecurringTask<Void> storyExpiryTask(StoryExpiry expiry) {
        return Tasks.recurring("story-expiry", FixedDelay.of(EXPIRY_EVERY)).execute((_, _) -> {
            var _ = expiry.run(Instant.now());
        });
    }
}
