package dev.fabula.contracts.event;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema of each event, from its record: in clear, with personal components marked. */
final class EventSchemas {

    private static final JsonMapper JSON = EventJson.builder().build();

    private final SchemaGenerator generator;

    EventSchemas() {
        SchemaGeneratorConfigBuilder config =
                new SchemaGeneratorConfigBuilder(JSON, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON);
        // Without the values of maps, what changes in them would pass unseen. Plain keys, because references are paths.
        config.with(
                        Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
                        Option.PLAIN_DEFINITION_KEYS,
                        Option.EXTRA_OPEN_API_FORMAT_VALUES)
                .without(Option.FLATTENED_ENUMS_FROM_TOSTRING);
        config.forFields()
                .withPropertyNameOverrideResolver(EventSchemas::nameInJson)
                .withRequiredCheck(field -> !isNullable(field))
                .withInstanceAttributeOverride((schema, field, _) -> markPersonal(schema, field));
        config.forTypesInGeneral().withCustomDefinitionProvider(EventSchemas::asItsValue);
        generator = new SchemaGenerator(config.build());
    }

    /** @throws IllegalArgumentException naming a component whose form is open, so that nobody could see it change */
    ObjectNode of(EventTypes.Type type) {
        ObjectNode schema = generator.generateSchema(type.eventClass());
        schema.put("title", type.name());
        schema.put("x-revision", type.revision());
        schema.put("x-aggregate", type.aggregate());
        return schema;
    }

    private static @Nullable String nameInJson(FieldScope field) {
        JsonProperty property = field.getRawMember().getAnnotation(JsonProperty.class);
        return property == null || property.value().isEmpty() ? null : property.value();
    }

    private static boolean isNullable(FieldScope field) {
        return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static void markPersonal(ObjectNode schema, FieldScope field) {
        PersonalData personal = field.getRawMember().getAnnotation(PersonalData.class);
        // A list is personal as a whole, so its items do not say it again.
        if (personal != null && !field.isFakeContainerItemScope()) {
            schema.putObject("x-personal-data").put("subject", personal.subject());
        }
    }

    /** Ids and enums are what their {@link JsonValue} says. */
    private static @Nullable CustomDefinition asItsValue(ResolvedType type, SchemaGenerationContext context) {
        Class<?> erased = type.getErasedType();
        if (erased.isEnum()) {
            ObjectNode definition =
                    context.getGeneratorConfig().createObjectNode().put("type", "string");
            Arrays.stream(erased.getEnumConstants())
                    .map(value -> JSON.<JsonNode>valueToTree(value))
                    .forEach(definition.putArray("enum")::add);
            return new CustomDefinition(definition, true);
        }
        for (Method method : erased.getDeclaredMethods()) {
            if (method.isAnnotationPresent(JsonValue.class)) {
                ResolvedType value = context.getTypeContext().resolve(method.getGenericReturnType());
                return new CustomDefinition(context.createDefinition(value), true);
            }
        }
        if (erased == Object.class || erased.isSealed()) {
            throw new IllegalArgumentException("the schema of an event cannot say what a " + erased.getName()
                    + " looks like, so a change of it would pass unseen: use a record or an enum");
        }
        return null;
    }
}
