package dev.fabula.application.health;

/** One look at a server: returns what it says of itself, or throws. */
@FunctionalInterface
interface ServerProbe {
    /** @return the server's version or a word on its state */
    String look() throws Exception;
}
