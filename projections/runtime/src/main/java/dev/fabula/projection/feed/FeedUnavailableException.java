package dev.fabula.projection.feed;

/** Kafka does not answer, or not as it should; it may be tried again. */
public final class FeedUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FeedUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
