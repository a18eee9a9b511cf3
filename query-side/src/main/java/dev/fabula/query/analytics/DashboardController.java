package dev.fabula.query.analytics;

import dev.fabula.query.Answers;
import dev.fabula.query.ReadsFrom;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** How the caller's tenant is used, for its owners and editors. */
@RestController
@ReadsFrom({
    "analytics-activity",
    "analytics-generation",
    "analytics-usage",
    "analytics-client-events",
    "analytics-sessions",
    "analytics-active-users",
    "analytics-cohorts"
})
class DashboardController {

    private final DashboardQueries queries;
    private final Answers answers;

    DashboardController(DashboardQueries queries, Answers answers) {
        this.queries = queries;
        this.answers = answers;
    }

    /**
     * Everything that a dashboard shows.
     *
     * @param from the first day, of UTC; without it, so that it is 30 days
     * @param to the last day; without it, today
     * @param granularity hour, day, week
     */
    @GetMapping("/api/analytics/dashboard")
    ResponseEntity<Dashboard> dashboard(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "day") String granularity) {
        return answers.of(queries.read(Span.of(from, to, granularity(granularity))));
    }

    private static Granularity granularity(String name) {
        return Arrays.stream(Granularity.values())
                .filter(each -> each.wireName().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new ResponseStatusException(HttpStatus.BAD_REQUEST, "granularity is one of hour, day, week"));
    }
}
