package dev.fabula.readschema.generator;

import java.util.List;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.GeneratedAnnotationType;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.SchemaMappingType;
import org.jooq.meta.jaxb.Target;

/** Which code is written. */
final class Recipe {

    /** As the migrations know it; the code says instead where readers find a view of each. */
    static final String TEMPLATES = "read_template";

    private Recipe() {}

    /** All but the folder for the code: a package for each schema that has templates. */
    static List<Generator> generators() {
        return List.of(
                generator(TEMPLATES, "read_model", "dev.fabula.readschema.jooq"),
                generator("analytics_template", "analytics", "dev.fabula.readschema.analytics"));
    }

    private static Generator generator(String templates, String views, String code) {
        return new Generator()
                .withDatabase(new Database()
                        .withName("org.jooq.meta.postgres.PostgresDatabase")
                        .withSchemata(new SchemaMappingType()
                                .withInputSchema(templates)
                                .withOutputSchema(views))
                        .withIncludes(".*")
                        .withExcludes("flyway_schema_history")
                        // A point in time, as everywhere else in the house.
                        .withForcedTypes(new ForcedType().withName("INSTANT").withIncludeTypes("timestamptz")))
                // Tables and their keys: readers select columns into views of their own, and store nothing.
                .withGenerate(new Generate()
                        .withRecords(false)
                        .withDaos(false)
                        .withPojos(false)
                        .withIndexes(false)
                        .withGlobalCatalogReferences(false)
                        .withDefaultCatalog(false)
                        // No date, so that two builds of one commit are the same, byte for byte.
                        .withGeneratedAnnotation(true)
                        .withGeneratedAnnotationType(GeneratedAnnotationType.JAVAX_ANNOTATION_PROCESSING_GENERATED)
                        .withGeneratedAnnotationDate(false))
                .withTarget(new Target().withPackageName(code));
    }
}
