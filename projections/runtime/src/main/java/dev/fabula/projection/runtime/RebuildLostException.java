package dev.fabula.projection.runtime;

/** Another node has the rebuild, or an operator ended it: what this node was about to write is not written. */
final class RebuildLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RebuildLostException(String message) {
        super(message);
    }
}
