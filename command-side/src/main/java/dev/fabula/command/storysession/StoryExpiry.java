package dev.fabula.command.storysession;

import dev.fabula.command.Commands;
import dev.fabula.command.storysession.StoryViews.QuietSession;
import dev.fabula.contracts.storysession.StorySessionCommand.ExpireStory;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Lets sessions expire in which nothing has happened for long. Whether that is so, each session decides itself. */
@Component
public final class StoryExpiry {

    private static final Logger LOG = LoggerFactory.getLogger(StoryExpiry.class);
    /** In one run, because read models hear of it only afterwards; the rest has time until the next. */
    private static final int AT_A_TIME = 5_000;

    private final StoryViews views;
    private final Commands commands;
    private final StoryProperties settings;

    StoryExpiry(StoryViews views, Commands commands, StoryProperties settings) {
        this.views = views;
        this.commands = commands;
        this.settings = settings;
    }

    /**
     * Looks through all tenants.
     *
     * @return how many sessions were asked to expire
     */
    public int run(Instant now) {
        Instant since = now.minus(settings.expireAfter());
        int days = Math.toIntExact(settings.expireAfter().toDays());
        List<QuietSession> quiet = views.quietSince(since, AT_A_TIME);
        quiet.forEach(one -> {
            var _ = commands.send(new ExpireStory(one.session(), since, days), one.tenant(), null);
        });
        if (!quiet.isEmpty()) {
            LOG.info(
                    "{} story sessions in which nothing happened for {} days were asked to expire", quiet.size(), days);
        }
        return quiet.size();
    }
}
