// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The walls of the house: dependencies point one way, and what is internal stays inside its module. */
class ArchitectureTest {
    private static final String SERVER = "ai.honeyhive.server..";
    private static final String EXPERIMENTS = "ai.honeyhive.experiments..";
    private static final String DATASETS = "ai.honeyhive.datasets..";
    private static final String STATISTICS = "ai.honeyhive.statistics..";
    private static final String JUNIT = "ai.honeyhive.junit..";
    private static final String CLI = "ai.honeyhive.cli..";
    private static final String[] SDK = {
        "ai.honeyhive",
        "ai.honeyhive.tracing..",
        "ai.honeyhive.client..",
        "ai.honeyhive.privacy..",
        "ai.honeyhive.internal.."
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("ai.honeyhive");

    @Test
    void import_findsAllModules() {
        assertThat(CLASSES.stream().map(type -> type.getPackageName()))
                .contains(
                        "ai.honeyhive.tracing",
                        "ai.honeyhive.datasets",
                        "ai.honeyhive.statistics",
                        "ai.honeyhive.experiments",
                        "ai.honeyhive.junit",
                        "ai.honeyhive.server.internal.store",
                        "ai.honeyhive.cli");
    }

    @Test
    void sdk_dependsOnNoOtherModule() {
        noClasses()
                .that()
                .resideInAnyPackage(SDK)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVER, EXPERIMENTS, DATASETS, STATISTICS, CLI, JUNIT)
                .check(CLASSES);
    }

    @Test
    void datasets_knowNobody() {
        noClasses()
                .that()
                .resideInAPackage(DATASETS)
                .should()
                .dependOnClassesThat(resideInAPackage("ai.honeyhive..").and(not(resideInAPackage(DATASETS))))
                .check(CLASSES);
    }

    @Test
    void statistics_knowNobody() {
        noClasses()
                .that()
                .resideInAPackage(STATISTICS)
                .should()
                .dependOnClassesThat(resideInAPackage("ai.honeyhive..").and(not(resideInAPackage(STATISTICS))))
                .check(CLASSES);
    }

    @Test
    void server_isAnotherProductsBackend_andKnowsDatasetsAndStatisticsOnly() {
        noClasses()
                .that()
                .resideInAPackage(SERVER)
                .should()
                .dependOnClassesThat(
                        resideInAPackage("ai.honeyhive..").and(not(resideInAnyPackage(SERVER, DATASETS, STATISTICS))))
                .check(CLASSES);
    }

    @Test
    void experiments_standOnTheSdkDatasetsAndStatistics() {
        noClasses()
                .that()
                .resideInAPackage(EXPERIMENTS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVER, CLI, JUNIT)
                .check(CLASSES);
    }

    @Test
    void junit_standsOnTheExperiments() {
        noClasses()
                .that()
                .resideInAPackage(JUNIT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVER, CLI)
                .check(CLASSES);
    }

    @Test
    void internals_stayInTheirModule() {
        noClasses()
                .that()
                .resideOutsideOfPackages(SDK)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.honeyhive.internal..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage(SERVER)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.honeyhive.server.internal..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("ai.honeyhive.experiments..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.honeyhive.experiments.internal..")
                .check(CLASSES);
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching("ai.honeyhive.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void standardStreams_areForTheCommandLineAndTheRunsConsole() {
        noClasses()
                .that(not(resideInAnyPackage(CLI, EXPERIMENTS)))
                .should(ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
    }

    @Test
    void packages_areNullMarked() {
        classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith(NullMarked.class)
                .check(CLASSES);
        assertThat(CLASSES.stream()
                        .map(type -> type.getPackageName())
                        .distinct()
                        .filter(name -> !CLASSES.contain(name + ".package-info")))
                .isEmpty();
    }
}
