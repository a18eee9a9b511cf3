package dev.fabula.eventstore.privacy;

import dev.fabula.contracts.event.PersonalData;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;

/** Reads a sealed value, or its replacement once it is erased; a clear one, from before it was sealed, as it is. */
final class OpeningDeserializer extends ValueDeserializer<Object> {

    private final SubjectKeys keys;
    private final JsonMapper plain;
    private final @Nullable JavaType type;
    private final @Nullable Object replacement;

    /** @param type nothing until Jackson has said which property this is for */
    OpeningDeserializer(SubjectKeys keys, JsonMapper plain, @Nullable JavaType type, @Nullable Object replacement) {
        this.keys = keys;
        this.plain = plain;
        this.type = type;
        this.replacement = replacement;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
        String declared = property.getAnnotation(PersonalData.class).replacement();
        Object value;
        if (declared.isEmpty()) {
            value = property.getType().hasRawClass(String.class) ? "" : null;
        } else {
            value = plain.readValue(declared, property.getType());
        }
        return new OpeningDeserializer(keys, plain, property.getType(), value);
    }

    @Override
    public @Nullable Object deserialize(JsonParser in, DeserializationContext context) {
        SealingScope scope = (SealingScope) context.getAttribute(SealingScope.ATTRIBUTE);
        if (scope == null) {
            throw new IllegalStateException("personal data is read outside a sealing scope");
        }
        JsonNode stored = context.readTree(in);
        if (!isSealed(stored)) {
            return plain.treeToValue(stored, type);
        }
        byte[] ciphertext;
        try {
            ciphertext = Base64.getDecoder()
                    .decode(stored.path(PersonalDataModule.SEALED).asString());
        } catch (IllegalArgumentException malformed) {
            throw new UnreadablePersonalDataException("a sealed value is not base64");
        }
        Subject subject = new Subject(
                scope.tenant(), stored.path(PersonalDataModule.SUBJECT).asString());
        byte[] open = keys.open(subject, ciphertext);
        return open == null ? replacement : plain.readValue(open, type);
    }

    static boolean isSealed(JsonNode stored) {
        return stored.isObject()
                && stored.size() == 2
                && stored.path(PersonalDataModule.SUBJECT).isString()
                && stored.path(PersonalDataModule.SEALED).isString();
    }
}
