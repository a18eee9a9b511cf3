package dev.fabula.query.ai;

import dev.fabula.query.Answers;
import dev.fabula.query.KeyCursor;
import dev.fabula.query.PageSize;
import dev.fabula.query.ReadsFrom;
import dev.fabula.query.StorableTime;
import dev.fabula.query.ai.UsageRow.Place;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What calls to models took in the caller's tenant. */
@RestController
@ReadsFrom("ai-usage")
class UsageController {

    private static final int DAYS = 30;
    private static final int MOST_DAYS = 366;
    private static final int MOST_TOTALS = 200;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private final UsageQueries queries;
    private final PageSize sizes;
    private final Answers answers;

    UsageController(UsageQueries queries, PageSize sizes, Answers answers) {
        this.queries = queries;
        this.sizes = sizes;
        this.answers = answers;
    }

    /**
     * @param totals of all days asked for, on whatever page
     * @param cursor where the rows go on; nothing at the end
     */
    record Usage(
            LocalDate from,
            LocalDate to,
            List<UsageRow> rows,
            List<UsageTotal> totals,
            @Nullable String cursor) {}

    /**
     * @param from the first day, of UTC; without it, so that it is 30 days
     * @param to the last day; without it, today
     * @param cursor of the page before
     * @param limit rows at most, 1 to fabula.query.page-size
     */
    @GetMapping("/api/ai/usage")
    ResponseEntity<Usage> usage(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit) {
        int size = sizes.of(limit);
        LocalDate last = to == null ? LocalDate.now(ZoneOffset.UTC) : to;
        LocalDate first = from == null ? last.minusDays(DAYS - 1) : from;
        requireRange(first, last);
        List<UsageRow> found = queries.rows(first, last, cursor == null ? null : place(cursor), size + 1);
        List<UsageRow> page = found.stream().limit(size).toList();
        String next = found.size() > size
                ? KeyCursor.after(JSON.writeValueAsString(page.getLast().place()))
                : null;
        return answers.of(new Usage(first, last, page, queries.totals(first, last, MOST_TOTALS), next));
    }

    private static void requireRange(LocalDate first, LocalDate last) {
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        if (days < 1 || days > MOST_DAYS || !StorableTime.is(first) || !StorableTime.is(last)) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "from is not after to, and not more than " + MOST_DAYS + " days with it");
        }
    }

    private static Place place(String cursor) {
        try {
            Place place = JSON.readValue(KeyCursor.key(cursor), Place.class);
            if (StorableTime.is(place.day())) {
                return place;
            }
        } catch (JacksonException foreign) {
            // Answered below.
        }
        throw KeyCursor.foreign();
    }
}
