package dev.fabula.application.operations;

import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.postgres.EventBrowser;
import dev.fabula.eventstore.postgres.HeadWatch;
import dev.fabula.eventstore.postgres.HistoryNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The history as it is stored, personal data masked. */
@RestController
@RequestMapping("/api/admin/events")
class EventsController {

    private static final int MOST = 500;
    private static final int LONGEST_WAIT = 30;

    private final EventBrowser browser;
    private final HeadWatch head;

    EventsController(EventBrowser browser, HistoryNode node) {
        this.browser = browser;
        this.head = node.head();
    }

    /**
     * @param cursor where to go on, always there
     * @param more whether there is something to ask for at once
     * @param head the last position there is
     */
    record Events(List<EventBrowser.Shown> events, String cursor, boolean more, long head) {}

    /**
     * @param from the first position to show
     * @param tail instead, how many positions before the end to begin
     * @param cursor instead, of the page before
     * @param limit events at most, 1 to 500
     * @param wait seconds to wait for something new, 0 to 30
     */
    @GetMapping
    Events events(
            @RequestParam(defaultValue = "1") long from,
            @RequestParam(required = false) @Nullable Integer tail,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String stream,
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "0") int wait)
            throws InterruptedException {
        require(from >= 1, "from is a position, from 1");
        require(tail == null || tail >= 0, "tail is a number of positions");
        require(limit >= 1 && limit <= MOST, "limit is 1 to " + MOST);
        require(wait >= 0 && wait <= LONGEST_WAIT, "wait is 0 to " + LONGEST_WAIT + " seconds");
        require(tenant == null || TenantId.isValid(tenant), "tenant is not a tenant's id");
        long after = cursor != null ? Cursor.number(cursor) : from - 1;
        EventBrowser.Page page = look(after, limit, type, stream, tenant);
        if (tail != null && cursor == null) {
            page = look(Math.max(0, page.head() - tail), limit, type, stream, tenant);
        }
        if (page.events().isEmpty() && page.through() >= page.head() && wait > 0) {
            if (head.awaitPast(page.head(), Duration.ofSeconds(wait))) {
                page = look(page.through(), limit, type, stream, tenant);
            }
        }
        return new Events(page.events(), Cursor.after(page.through()), page.through() < page.head(), page.head());
    }

    private EventBrowser.Page look(
            long after, int limit, @Nullable String type, @Nullable String stream, @Nullable String tenant) {
        try {
            return browser.look(
                    new EventBrowser.Question(after, limit, type, stream, tenant == null ? null : TenantId.of(tenant)));
        } catch (IllegalArgumentException malformed) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, malformed.getMessage(), malformed);
        }
    }

    private static void require(boolean right, String what) {
        if (!right) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, what);
        }
    }
}
