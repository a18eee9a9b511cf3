package dev.fabula.eventstore.privacy;

import dev.fabula.contracts.event.PersonalData;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Makes Jackson write each {@link PersonalData} component as {@code {"subject": id, "sealed": base64}} and read it back,
 * of events and of aggregates in snapshots alike. Needs a {@link SealingScope} as the attribute of each call.
 */
public final class PersonalDataModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    static final String SUBJECT = "subject";
    static final String SEALED = "sealed";

    private final transient Introspector introspector;

    /** @param plain how the values themselves become JSON before they are sealed */
    public PersonalDataModule(SubjectKeys keys, JsonMapper plain) {
        super("personal-data");
        introspector = new Introspector(keys, plain);
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.insertAnnotationIntrospector(introspector);
    }

    private static final class Introspector extends NopAnnotationIntrospector {

        private static final long serialVersionUID = 1L;
        private final transient SubjectKeys keys;
        private final transient JsonMapper plain;

        Introspector(SubjectKeys keys, JsonMapper plain) {
            this.keys = keys;
            this.plain = plain;
        }

        @Override
        public @Nullable Object findSerializer(MapperConfig<?> config, Annotated property) {
            return property.hasAnnotation(PersonalData.class) ? new SealingSerializer(keys, plain, null) : null;
        }

        @Override
        public @Nullable Object findDeserializer(MapperConfig<?> config, Annotated property) {
            return property.hasAnnotation(PersonalData.class) ? new OpeningDeserializer(keys, plain, null, null) : null;
        }
    }
}
