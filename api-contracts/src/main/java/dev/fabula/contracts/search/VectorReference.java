package dev.fabula.contracts.search;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a vector is found by: the same text and model have one vector, whoever wrote it, however often. */
public final class VectorReference {

    private VectorReference() {}

    /** SHA-256 of model and text, in hex. */
    public static String of(String model, String text) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(model.getBytes(StandardCharsets.UTF_8));
            hash.update((byte) 0);
            return HexFormat.of().formatHex(hash.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
