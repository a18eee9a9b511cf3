package dev.fabula.readschema.generator;

import dev.fabula.local.supervisor.DatabaseAccess;
import dev.fabula.local.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;

/**
 * Runs the migrations on a real PostgreSQL, in a database that is dropped afterwards, and writes what came out as jOOQ
 * code; does nothing where the code was made from these very migrations.
 */
public final class ReadSchemaGenerator {

    /** In the folder of the code: what it was made from. */
    private static final String MADE_FROM = "made-from.sha256";

    private ReadSchemaGenerator() {}

    /** Takes the folder of the migrations and the folder for the code. */
    public static void main(String[] args) throws Exception {
        if (args.length != 2) {
            throw new IllegalArgumentException("expected: <folder of the migrations> <folder for the code>");
        }
        try {
            generate(Path.of(args[0]).toAbsolutePath(), Path.of(args[1]).toAbsolutePath());
        } catch (Exception failed) {
            // As Maven marks errors, so that who looks for those finds the cause, too.
            String.valueOf(failed.getMessage()).lines().forEach(line -> System.err.println("[ERROR] " + line));
            throw failed;
        }
    }

    private static void generate(Path migrations, Path code) throws Exception {
        long started = System.nanoTime();
        String wanted = Fingerprint.of(migrations, Recipe.generators().toString());
        Path madeFrom = code.resolve(MADE_FROM);
        if (Files.exists(madeFrom) && Files.readString(madeFrom).equals(wanted)) {
            return;
        }
        Files.createDirectories(code);
        Files.deleteIfExists(madeFrom);
        try (TestDatabase database = TestDatabase.create(ReadSchemaGenerator.class)) {
            migrate(database.access(), migrations);
            for (Generator generator : Recipe.generators()) {
                write(database.access(), generator, code);
            }
        }
        // Last, so that a build that was killed halfway starts over.
        Files.writeString(madeFrom, wanted);
        System.out.printf("read schema: code written in %.1f s%n", (System.nanoTime() - started) / 1e9);
    }

    private static void migrate(DatabaseAccess database, Path migrations) {
        Flyway.configure()
                .dataSource(
                        database.url(),
                        database.owner().user(),
                        database.owner().password())
                .schemas(Recipe.TEMPLATES)
                .defaultSchema(Recipe.TEMPLATES)
                .locations("filesystem:" + migrations)
                .failOnMissingLocations(true)
                .load()
                .migrate();
    }

    private static void write(DatabaseAccess database, Generator generator, Path code) throws Exception {
        generator.getTarget().setDirectory(code.toString());
        GenerationTool.generate(new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(new Jdbc()
                        .withUrl(database.url())
                        .withUser(database.owner().user())
                        .withPassword(database.owner().password()))
                .withGenerator(generator));
    }
}
