package dev.fabula.eventstore.codec;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** Axon's serializer for what is not an event: tokens, and messages on their way to another node. */
public final class AxonSerializers {

    private AxonSerializers() {}

    /**
     * JSON with Jackson 3. A replay token holds other tokens as bare objects, which can be read back only where their
     * types are written, too; only Axon's and ours may be.
     */
    public static Jackson3Serializer general() {
        BasicPolymorphicTypeValidator ours = BasicPolymorphicTypeValidator.builder()
                .allowIfSubType("org.axonframework.")
                .allowIfSubType("dev.fabula.")
                .build();
        return Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(mapper -> mapper.polymorphicTypeValidator(ours)
                        .changeDefaultVisibility(checker ->
                                checker.withVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)))
                .build();
    }
}
