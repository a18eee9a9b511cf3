package dev.fabula.application;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.fabula.projection.Projection;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The arrows of the house, as far as its rooms are built. */
@AnalyzeClasses(packages = "dev.fabula", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule contractsDependOnNothingOfOurs = noClasses()
            .that()
            .resideInAPackage("dev.fabula.contracts..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.fabula.ai..",
                    "dev.fabula.application..",
                    "dev.fabula.command..",
                    "dev.fabula.eventstore..",
                    "dev.fabula.local..",
                    "dev.fabula.projection..",
                    "dev.fabula.query..",
                    "dev.fabula.readschema..",
                    "org.jooq..",
                    "org.springframework..",
                    "org.axonframework..");

    @ArchTest
    static final ArchRule theEventStoreDependsOnContractsAlone = noClasses()
            .that()
            .resideInAPackage("dev.fabula.eventstore..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.fabula.application..",
                    "dev.fabula.local..",
                    "dev.fabula.projection..",
                    "dev.fabula.query..",
                    "dev.fabula.readschema..",
                    "org.springframework..");

    @ArchTest
    static final ArchRule noCyclesInTheEventStore =
            slices().matching("dev.fabula.eventstore.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theFormatOfFamilyTreesDependsOnNothingOfOurs = noClasses()
            .that()
            .resideInAPackage("dev.fabula.gedcom")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.fabula..").and(resideOutsideOfPackage("dev.fabula.gedcom..")));

    @ArchTest
    static final ArchRule whatRecordsSayInTheWordsOfLegaciesKnowsContractsAlone = noClasses()
            .that()
            .resideInAPackage("dev.fabula.gedcom.legacy..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.fabula..")
                    .and(resideOutsideOfPackages("dev.fabula.gedcom..", "dev.fabula.contracts..")));

    @ArchTest
    static final ArchRule localServersDependOnNothingOfOurs = noClasses()
            .that()
            .resideInAPackage("dev.fabula.local..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.fabula.application..",
                    "dev.fabula.contracts..",
                    "dev.fabula.eventstore..",
                    "dev.fabula.projection..",
                    "dev.fabula.query..",
                    "dev.fabula.readschema..",
                    "org.springframework..");

    @ArchTest
    static final ArchRule theReadSchemaDependsOnNothingOfOurs = noClasses()
            .that()
            .resideInAPackage("dev.fabula.readschema..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.fabula..")
                    .and(resideOutsideOfPackage("dev.fabula.readschema.."))
                    .or(resideInAnyPackage("org.springframework..", "org.axonframework..")));

    @ArchTest
    static final ArchRule whatAProjectionIsKnowsNothingOfHowItIsRun = noClasses()
            .that()
            .resideInAPackage("dev.fabula.projection")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.fabula..")
                    .and(resideOutsideOfPackages("dev.fabula.projection", "dev.fabula.contracts.."))
                    .or(resideInAnyPackage(
                            "org.springframework..", "org.axonframework..", "java.sql..", "javax.sql..")));

    @ArchTest
    static final ArchRule theRuntimeKnowsNoReadModelAndNobodyWhoReads = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.fabula.projection.runtime..",
                    "dev.fabula.projection.postgres..",
                    "dev.fabula.projection.neo4j..",
                    "dev.fabula.projection.feed..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.fabula..")
                    .and(resideOutsideOfPackages(
                            "dev.fabula.projection",
                            "dev.fabula.projection.runtime..",
                            "dev.fabula.projection.postgres..",
                            "dev.fabula.projection.neo4j..",
                            "dev.fabula.projection.feed..",
                            "dev.fabula.contracts..",
                            "dev.fabula.eventstore..")));

    @ArchTest
    static final ArchRule noCyclesInTheProjections =
            slices().matching("dev.fabula.projection.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule projectorsKnowTheRuntimeAndContractsAlone = noClasses()
            .that()
            .resideInAPackage("dev.fabula.projection.(*)..")
            .and()
            .resideOutsideOfPackages(
                    "dev.fabula.projection.runtime..",
                    "dev.fabula.projection.postgres..",
                    "dev.fabula.projection.neo4j..",
                    "dev.fabula.projection.feed..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.fabula..")
                    .and(resideOutsideOfPackages(
                            "dev.fabula.projection..",
                            "dev.fabula.contracts..",
                            "dev.fabula.readschema..",
                            "dev.fabula.gedcom..")));

    /** A fold that asks for the time, rolls dice or reads something is another one each time that it is rebuilt. */
    @ArchTest
    static final ArchRule foldsArePure = noClasses()
            .that()
            .implement(Projection.class)
            .should()
            .callMethodWhere(target(name("now")).and(target(owner(resideInAPackage("java.time..")))))
            .orShould()
            .callMethodWhere(target(owner(equivalentTo(System.class))).and(not(target(name("identityHashCode")))))
            .orShould()
            .dependOnClassesThat(
                    resideInAnyPackage("java.io..", "java.net..", "java.nio.file..", "java.sql..", "javax.sql..")
                            .or(assignableTo(RandomGenerator.class))
                            .or(equivalentTo(UUID.class)))
            .as("folds have no clock, no dice and no I/O");

    @ArchTest
    static final ArchRule theQuerySideReadsByTheReadSchemaAlone = noClasses()
            .that()
            .resideInAPackage("dev.fabula.query..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.fabula..")
                    .and(resideOutsideOfPackages(
                            "dev.fabula.query..",
                            "dev.fabula.contracts..",
                            "dev.fabula.readschema..",
                            "dev.fabula.gedcom.."))
                    .or(resideInAPackage("org.axonframework..")));

    @ArchTest
    static final ArchRule theCommandSideKnowsContractsTheHistoryAndTheRegistryAlone = noClasses()
            .that()
            .resideInAPackage("dev.fabula.command..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.fabula..")
                    .and(resideOutsideOfPackages(
                            "dev.fabula.command..",
                            "dev.fabula.contracts..",
                            "dev.fabula.eventstore..",
                            "dev.fabula.ai..",
                            "dev.fabula.gedcom..")));

    @ArchTest
    static final ArchRule noCyclesInTheCommandSide =
            slices().matching("dev.fabula.command.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theAiRegistryDependsOnContractsAlone = noClasses()
            .that()
            .resideInAPackage("dev.fabula.ai..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.fabula..")
                    .and(resideOutsideOfPackages("dev.fabula.ai..", "dev.fabula.contracts..")));

    @ArchTest
    static final ArchRule noCyclesInTheQuerySide =
            slices().matching("dev.fabula.query.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheCommandLineStartsServers = noClasses()
            .that()
            .resideInAPackage("dev.fabula.application..")
            .and()
            .resideOutsideOfPackage("dev.fabula.application.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.fabula.local..");

    @ArchTest
    static final ArchRule noPackageCycles =
            slices().matching("dev.fabula.application.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noRoomForEverything = classes()
            .that()
            .resideInAPackage("dev.fabula..")
            .should()
            .resideOutsideOfPackages("..util..", "..impl..", "..service..", "..common..");
}
