package dev.fabula.projection.feed;

/** A feed cannot go on before somebody has done something. Nothing is skipped: it stands where it stood. */
final class FeedStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long position;
    private final boolean otherNodeMayHelp;

    /** Nothing can be sent. */
    FeedStoppedException(String message) {
        this(0, message, false);
    }

    /**
     * @param position of the event that cannot be sent, 0 where it is none
     * @param otherNodeMayHelp whether it is this node that cannot, so that another should try
     */
    FeedStoppedException(long position, String message, boolean otherNodeMayHelp) {
        super(message);
        this.position = position;
        this.otherNodeMayHelp = otherNodeMayHelp;
    }

    long position() {
        return position;
    }

    boolean otherNodeMayHelp() {
        return otherNodeMayHelp;
    }
}
