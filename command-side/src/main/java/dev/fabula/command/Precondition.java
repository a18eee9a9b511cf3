package dev.fabula.command;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * The header {@code If-Match} (RFC 9110, 13.1.1): the versions at which its sender wants something to be changed, and at
 * no other. A tag names a version by the number that it begins with: {@code "7"}, and the ETag of an answer,
 * {@code W/"7.…"}, name version 7. That tag is weak only because what surrounds the number may differ by reader and
 * encoding; the number is exact, so it is compared where the RFC would have weak tags never match.
 */
public final class Precondition {

    private static final ScopedValue<Precondition> CURRENT = ScopedValue.newInstance();

    private static final Pattern TAG = Pattern.compile("\\s*(?:W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"\\s*(?:,|$)");
    private static final Pattern VERSION = Pattern.compile("([0-9]{1,18})(?:\\..*)?");

    private final Set<Long> versions;

    private Precondition(Set<Long> versions) {
        this.versions = Set.copyOf(versions);
    }

    /** The thing has come to another version than the sender of the command knows. */
    static final class NotMetException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * What the request says; nothing where every version will do.
     *
     * @throws ErrorResponseException 400 naming the header where it is no list of tags
     */
    static @Nullable Precondition of(HttpServletRequest request) {
        String header = String.join(",", Collections.list(request.getHeaders(HttpHeaders.IF_MATCH)));
        if (header.isBlank() && request.getHeader(HttpHeaders.IF_MATCH) == null) {
            return null;
        }
        return header.strip().equals("*") ? null : new Precondition(versions(header));
    }

    private static Set<Long> versions(String header) {
        Set<Long> versions = new HashSet<>();
        Matcher tag = TAG.matcher(header);
        int end = 0;
        while (end < header.length() || end == 0) {
            if (!tag.find(end) || tag.start() != end) {
                throw malformed();
            }
            Matcher version = VERSION.matcher(tag.group(1));
            if (version.matches()) {
                versions.add(Long.valueOf(version.group(1)));
            }
            end = tag.end();
        }
        if (header.endsWith(",")) {
            throw malformed();
        }
        return versions;
    }

    private static ErrorResponseException malformed() {
        return new ErrorResponseException(
                HttpStatus.BAD_REQUEST,
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.BAD_REQUEST,
                        HttpHeaders.IF_MATCH + " is a version in quotes, for instance \"7\", several by commas, or *"),
                null);
    }

    boolean allows(long version) {
        return versions.contains(version);
    }

    /** Lets aggregates that this thread asks find it. */
    <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    /**
     * For aggregates, before they decide anything: holds them to the version that the command was sent for, if it was sent
     * for one.
     *
     * @param version of the last event of the aggregate's stream
     */
    public static void guard(@Nullable Long version) {
        if (CURRENT.isBound() && (version == null || !CURRENT.get().allows(version))) {
            throw new NotMetException();
        }
    }
}
