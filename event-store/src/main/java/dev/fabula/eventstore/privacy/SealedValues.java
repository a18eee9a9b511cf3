package dev.fabula.eventstore.privacy;

import dev.fabula.contracts.tenancy.TenantId;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Personal data in stored JSON, for whoever passes the JSON on without making an event of it. */
public final class SealedValues {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final SubjectKeys keys;

    public SealedValues(SubjectKeys keys) {
        this.keys = keys;
    }

    /** Whether that is how a sealed value is stored. */
    public static boolean isSealed(JsonNode stored) {
        return OpeningDeserializer.isSealed(stored);
    }

    /**
     * What was sealed.
     *
     * @return nothing where the subject has been erased
     * @throws UnreadablePersonalDataException where it is not what was sealed
     * @throws KeysUnavailableException where the keys cannot be asked for
     */
    public @Nullable JsonNode open(TenantId tenant, JsonNode sealed) {
        byte[] ciphertext;
        try {
            ciphertext = Base64.getDecoder()
                    .decode(sealed.path(PersonalDataModule.SEALED).asString());
        } catch (IllegalArgumentException malformed) {
            throw new UnreadablePersonalDataException("a sealed value is not base64");
        }
        Subject subject =
                new Subject(tenant, sealed.path(PersonalDataModule.SUBJECT).asString());
        byte[] open = keys.open(subject, ciphertext);
        return open == null ? null : JSON.readTree(open);
    }
}
