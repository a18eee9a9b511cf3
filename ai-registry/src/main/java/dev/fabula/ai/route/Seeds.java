package dev.fabula.ai.route;

import java.nio.charset.StandardCharsets;

/** Seeds of lots that do not depend on each other. */
final class Seeds {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Seeds() {}

    /** FNV-1a over the model's name, begun at the seed: the same on every machine. */
    static long mix(long seed, Model model) {
        long hash = FNV_OFFSET ^ seed;
        for (byte b : (model.provider() + "/" + model.model()).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return hash;
    }
}
