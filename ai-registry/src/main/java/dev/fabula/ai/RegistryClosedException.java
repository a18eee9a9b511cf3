package dev.fabula.ai;

/** The registry was closed while an answer was waited for. Never leaves it. */
final class RegistryClosedException extends Exception {

    private static final long serialVersionUID = 1L;

    RegistryClosedException() {
        super("closed", null, false, false);
    }
}
