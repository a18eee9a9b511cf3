package dev.fabula.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** As of when a request wants its answer. */
@Component
public final class PointInTime {

    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

    private final ReadModelPast past;

    PointInTime(ReadModelPast past) {
        this.past = past;
    }

    /**
     * The position of the history that is meant.
     *
     * @param asOf a position, or a time in ISO 8601 and UTC; nothing for now
     * @return nothing for now
     * @throws ResponseStatusException 400 where it is neither
     */
    public @Nullable Long position(@Nullable String asOf) {
        if (asOf == null) {
            return null;
        }
        if (POSITION.matcher(asOf).matches()) {
            return Long.valueOf(asOf);
        }
        try {
            Instant time = Instant.parse(asOf);
            if (StorableTime.is(time)) {
                return past.positionAt(time);
            }
        } catch (DateTimeException neither) {
            // Answered below.
        }
        throw new ResponseStatusException(
                HttpStatus.BAD_REQUEST, "asOf is a position of the history, or a time such as 2026-03-01T12:00:00Z");
    }
}
