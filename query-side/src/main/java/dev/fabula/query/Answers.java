package dev.fabula.query;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers that a client may keep and ask about: with a tag of what is in them, which Spring answers 304 to. */
@Component
public final class Answers {

    private static final String VERSION = "Fabula-Version";
    private static final int TAG_BYTES = 16;

    private final JsonMapper json;

    Answers(JsonMapper json) {
        this.json = json;
    }

    /** For the caller alone, to be asked about each time: rows, rights and erasures may change at any moment. */
    public <T> ResponseEntity<T> of(T view) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag(tag(json.writeValueAsBytes(view)))
                .body(view);
    }

    /**
     * Of one thing that has versions. The tag begins with the version, which is also said on its own: a change that names
     * either in {@code If-Match} is made of this version or not at all.
     *
     * @param version the sequence of the last event of its stream
     */
    public <T> ResponseEntity<T> of(T view, long version) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePrivate())
                .header(VERSION, Long.toString(version))
                .eTag("W/\"" + version + '.' + hash(json.writeValueAsBytes(view)) + '"')
                .body(view);
    }

    /** Weak, because on its way an answer may be compressed. */
    private static String tag(byte[] body) {
        return "W/\"" + hash(body) + '"';
    }

    private static String hash(byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            byte[] part = Arrays.copyOf(hash, TAG_BYTES);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(part);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
