package dev.fabula.eventstore.privacy;

/** Something personal was to be recorded about a subject whose key has been destroyed. */
public final class SubjectErasedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SubjectErasedException(String subject) {
        super("the personal data of " + subject
                + " has been erased: nothing personal can be recorded about them again");
    }
}
