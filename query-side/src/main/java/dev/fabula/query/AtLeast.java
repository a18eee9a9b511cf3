package dev.fabula.query;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * What a request says about how fresh its answer must be.
 *
 * @param position that the answer must hold
 * @param seconds to wait for it; nothing where the request does not say
 */
record AtLeast(long position, @Nullable Integer seconds) {

    static final String HEADER = "Fabula-At-Least";
    private static final String PREFER = "Prefer";

    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");
    /** Among other preferences, which are separated by commas and may have parameters behind semicolons. */
    private static final Pattern WAIT =
            Pattern.compile("(?:^|,)\\s*wait\\s*=\\s*(\"[^\"]*\"|[^\\s,;]*)", Pattern.CASE_INSENSITIVE);

    private static final int MOST_DIGITS = 6;

    /**
     * Nothing where any answer will do: then waiting would not mean anything, either.
     *
     * @param longest to wait, at most
     * @throws ResponseStatusException 400 naming the header that is wrong
     */
    static @Nullable AtLeast of(HttpServletRequest request, Duration longest) {
        String position = request.getHeader(HEADER);
        if (position == null) {
            return null;
        }
        if (!POSITION.matcher(position.strip()).matches()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, HEADER + " is a position of the history");
        }
        return new AtLeast(Long.parseLong(position.strip()), seconds(request, longest));
    }

    private static @Nullable Integer seconds(HttpServletRequest request, Duration longest) {
        Matcher wait = WAIT.matcher(String.join(",", Collections.list(request.getHeaders(PREFER))));
        if (!wait.find()) {
            return null;
        }
        String text = wait.group(1).replace("\"", "");
        if (text.isEmpty()
                || text.length() > MOST_DIGITS
                || !POSITION.matcher(text).matches()) {
            throw tooLong(longest);
        }
        int seconds = Integer.parseInt(text);
        if (seconds > longest.toSeconds()) {
            throw tooLong(longest);
        }
        return seconds;
    }

    private static ResponseStatusException tooLong(Duration longest) {
        return new ResponseStatusException(
                HttpStatus.BAD_REQUEST,
                PREFER + ": wait is 0 to " + longest.toSeconds() + " seconds (fabula.query.longest-wait)");
    }

    Duration patience() {
        return Duration.ofSeconds(seconds == null ? 0 : seconds);
    }
}
