package dev.fabula.application.cli;

import java.io.IOException;
import java.nio.file.Path;

/**
 * How a detached start stays with the person who asked for it until it has succeeded: the launcher holds this process'
 * standard input open while it waits. Should it go away before everything runs, so does this process.
 */
final class Handover {

    static final String DONE = "detach";

    private Handover() {}

    static void watch(boolean detached, Path data) {
        if (!detached) {
            return;
        }
        Thread.ofPlatform().name("handover").daemon().start(() -> {
            if (!released() && RunFile.read(data).filter(RunFile::ready).isEmpty()) {
                System.exit(130);
            }
        });
    }

    private static boolean released() {
        byte[] word = new byte[DONE.length()];
        try {
            return System.in.readNBytes(word, 0, word.length) == word.length;
        } catch (IOException gone) {
            return false;
        }
    }
}
