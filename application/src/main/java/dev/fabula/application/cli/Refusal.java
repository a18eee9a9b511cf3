package dev.fabula.application.cli;

/** A command cannot do what it was asked; the message says why and what would help. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(String why) {
        super(why);
    }
}
