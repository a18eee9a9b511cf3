package dev.fabula.eventstore.privacy;

import dev.fabula.contracts.event.PersonalData;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;

/** Writes the value's JSON encrypted, and beside it whose it is. */
final class SealingSerializer extends ValueSerializer<Object> {

    private final SubjectKeys keys;
    private final JsonMapper plain;
    private final @Nullable SubjectOf subjectOf;

    /** @param subjectOf nothing until Jackson has said which property this is for */
    SealingSerializer(SubjectKeys keys, JsonMapper plain, @Nullable SubjectOf subjectOf) {
        this.keys = keys;
        this.plain = plain;
        this.subjectOf = subjectOf;
    }

    @Override
    public ValueSerializer<?> createContextual(SerializationContext context, BeanProperty property) {
        return new SealingSerializer(
                keys,
                plain,
                new SubjectOf(property.getMember().getDeclaringClass(), property.getAnnotation(PersonalData.class)));
    }

    @Override
    public void serialize(Object value, JsonGenerator out, SerializationContext context) {
        SealingScope scope = (SealingScope) context.getAttribute(SealingScope.ATTRIBUTE);
        if (scope == null) {
            throw new IllegalStateException("personal data is written outside a sealing scope");
        }
        Subject subject = Objects.requireNonNull(subjectOf).in(out.currentValue(), scope);
        byte[] sealed = keys.seal(subject, plain.writeValueAsBytes(value));
        out.writeStartObject();
        out.writeStringProperty(PersonalDataModule.SUBJECT, subject.id());
        out.writeName(PersonalDataModule.SEALED);
        out.writeBinary(sealed);
        out.writeEndObject();
    }
}
