package dev.fabula.application;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

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
                    "dev.fabula.application..",
                    "dev.fabula.eventstore..",
                    "dev.fabula.local..",
                    "org.springframework..",
                    "org.axonframework..");

    @ArchTest
    static final ArchRule theEventStoreDependsOnContractsAlone = noClasses()
            .that()
            .resideInAPackage("dev.fabula.eventstore..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.fabula.application..", "dev.fabula.local..", "org.springframework..");

    @ArchTest
    static final ArchRule noCyclesInTheEventStore =
            slices().matching("dev.fabula.eventstore.(*)..").should().beFreeOfCycles();

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
                    "org.springframework..");

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
