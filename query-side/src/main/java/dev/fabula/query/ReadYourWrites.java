package dev.fabula.query;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets a request wait until read models hold what it wants to read, before any connection is taken for it, and says in
 * each answer how far they are. What it says was reached before the query runs, so the answer may hold more, never less.
 */
final class ReadYourWrites implements HandlerInterceptor {

    static final String POSITION = "Fabula-Position";
    private static final String APPLIED = "Preference-Applied";

    private final ReadModelProgress progress;
    private final Duration longest;

    /** @param longest to wait, at most */
    ReadYourWrites(ReadModelProgress progress, Duration longest) {
        this.progress = progress;
        this.longest = longest;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws InterruptedException {
        ReadsFrom reads = handler instanceof HandlerMethod method ? readsFrom(method) : null;
        if (reads == null) {
            return true;
        }
        AtLeast wanted = AtLeast.of(request, longest);
        if (wanted != null) {
            await(reads, wanted);
        }
        long reached =
                Arrays.stream(reads.value()).mapToLong(progress::reached).min().orElseThrow();
        response.setHeader(POSITION, Long.toString(reached));
        if (wanted != null && wanted.seconds() != null) {
            response.setHeader(APPLIED, "wait=" + wanted.seconds());
        }
        if (wanted != null && reached < wanted.position()) {
            throw new ProjectionBehindException(wanted.position(), reached);
        }
        return true;
    }

    private static @Nullable ReadsFrom readsFrom(HandlerMethod method) {
        ReadsFrom own = method.getMethodAnnotation(ReadsFrom.class);
        return own != null ? own : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), ReadsFrom.class);
    }

    private void await(ReadsFrom reads, AtLeast wanted) throws InterruptedException {
        long deadline = System.nanoTime() + wanted.patience().toNanos();
        for (String projection : reads.value()) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            if (!left.isZero() && !progress.await(projection, wanted.position(), left)) {
                return;
            }
        }
    }
}
