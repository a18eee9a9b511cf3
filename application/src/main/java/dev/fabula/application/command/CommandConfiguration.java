package dev.fabula.application.command;

import dev.fabula.application.ConditionalOnNodeRole;
import dev.fabula.application.FabulaProperties;
import dev.fabula.application.FabulaProperties.NodeRole;
import dev.fabula.command.CommandSide;
import dev.fabula.command.storysession.Claims;
import dev.fabula.command.storysession.StoryViews;
import dev.fabula.query.storysession.OpenBeats;
import dev.fabula.query.storysession.QuietSessions;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The command half of the API, where this process serves it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnNodeRole(NodeRole.COMMAND)
@Import(CommandSide.class)
class CommandConfiguration {

    @Bean
    StoryViews storyViews(OpenBeats beats, QuietSessions sessions) {
        return new StoriesOfAllTenants(beats, sessions);
    }

    @Bean
    Claims claims(DataSource database, FabulaProperties fabula) {
        // Of this process alone: one that comes after it must not take its claims for its own.
        String node = fabula.node()
                + '-'
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        return new ClaimTable(database, node);
    }
}
