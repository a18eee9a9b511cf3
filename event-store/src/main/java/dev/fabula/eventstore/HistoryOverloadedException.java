package dev.fabula.eventstore;

/** More is waiting to be appended than may wait. Nothing of this command was written; trying again soon can help. */
public final class HistoryOverloadedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public HistoryOverloadedException(int waiting) {
        super("the history is overloaded: " + waiting + " commands wait to be recorded already");
    }
}
