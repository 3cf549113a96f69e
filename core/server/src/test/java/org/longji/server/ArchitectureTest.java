package org.longji.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.plugin.api.PluginApi;
import org.longji.pluginhost.PluginHost;

@DisplayName("The house stays as it was drawn")
class ArchitectureTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.longji");

    @Test
    @DisplayName("this test sees the classes")
    void seesTheClasses() {
        assertThat(HOUSE.size()).isGreaterThan(100);
        assertThat(HOUSE.contain("org.longji.plugin.api.IncentivePolicy")).isTrue();
        assertThat(HOUSE.contain("org.longji.plugin.testkit.IncentivePolicyConformance"))
                .isTrue();
    }

    @Test
    @DisplayName("capabilities are free of cycles")
    void noCycles() {
        SlicesRuleDefinition.slices()
                .matching("org.longji.(*)..")
                .namingSlices("$1")
                .should()
                .beFreeOfCycles()
                .check(HOUSE);
    }

    @Test
    @DisplayName("shared imports no sibling")
    void sharedStandsAlone() {
        check(classes()
                .that()
                .resideInAPackage("org.longji.shared..")
                .should()
                .onlyDependOnClassesThat(JavaClass.Predicates.resideOutsideOfPackage("org.longji..")
                        .or(JavaClass.Predicates.resideInAnyPackage(
                                "org.longji.shared..", "org.longji.plugin.api.."))));
    }

    @Test
    @DisplayName("the plugin API needs the JDK, PF4J and annotations alone")
    void smallPluginApi() {
        check(classes()
                .that()
                .resideInAPackage("org.longji.plugin.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "org.longji.plugin.api..", "org.pf4j..", "org.jspecify..", "org.apiguardian.."));
    }

    @Test
    @DisplayName("every public type that plugins compile against says how long it lasts")
    void lifeCycleIsMarked() {
        check(classes()
                .that()
                .resideInAnyPackage("org.longji.plugin.api..", "org.longji.plugin.testkit", "org.longji.plugin.cases..")
                .and()
                .areNotAnonymousClasses()
                .should(new ArchCondition<>("carry @API") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean marked = !isReachable(type) || type.isAnnotatedWith(API.class);
                        events.add(new SimpleConditionEvent(type, marked, type.getName() + " carries no @API"));
                    }
                }));
    }

    @Test
    @DisplayName("no type says that it came with a later version of the API than this one")
    void oneVersionOfTheApi() {
        check(classes()
                .that()
                .areAnnotatedWith(API.class)
                .should(new ArchCondition<>("be of this API or an earlier one") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        var since = type.getAnnotationOfType(API.class).since();
                        boolean known = PluginHost.compareVersions(since + ".0", PluginApi.VERSION) <= 0;
                        events.add(new SimpleConditionEvent(
                                type,
                                known,
                                type.getName() + " is since " + since + ", the API is " + PluginApi.VERSION));
                    }
                }));
    }

    /** Public itself and in everything that encloses it. */
    private static boolean isReachable(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTest::isReachable).orElse(true);
    }

    @Test
    @DisplayName("plugins are managed by pluginhost alone")
    void pluginHostAlone() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("org.longji.pluginhost..", "org.longji.plugin..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.pf4j.."));
    }

    @Test
    @DisplayName("HTTP ends at the REST boundary")
    void httpEndsAtTheBoundary() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("org.longji.rest..", "org.longji.server..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "jakarta.servlet.."));
    }

    @Test
    @DisplayName("the database ends before the REST boundary")
    void databaseEndsBeforeTheBoundary() {
        check(noClasses()
                .that()
                .resideInAPackage("org.longji.rest..")
                // Tells a stale version and a refusing database apart from a fault of our own; it runs no query.
                .and()
                .doNotHaveFullyQualifiedName("org.longji.rest.shared.ProblemMapper")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "java.sql.."));
    }

    @Test
    @DisplayName("Payara Micro is known to the server alone")
    void payaraStaysInTheServer() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("org.longji.server..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("fish.payara..", "org.glassfish.."));
    }

    @Test
    @DisplayName("what fails says how: no generic exceptions")
    void noGenericExceptions() {
        check(NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS);
    }

    @Test
    @DisplayName("every package says that null is marked")
    void everyPackageIsNullMarked() {
        check(classes().that().areTopLevelClasses().should(new ArchCondition<>("be in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getPackageName() + " is not @NullMarked"));
            }
        }));
    }

    @Test
    @DisplayName("no day is asked of the zone the server stands in")
    void daysOfTheOffice() {
        check(noClasses()
                .should()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(Year.class, "now")
                .orShould()
                .callMethod(ZoneId.class, "systemDefault")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(Clock.class, "systemUTC"));
    }

    @Test
    @DisplayName("names say something")
    void namesSaySomething() {
        check(noClasses()
                // Extends PF4J's own PluginManager and is called what it is.
                .that()
                .doNotHaveFullyQualifiedName("org.longji.pluginhost.PluginJars")
                .should()
                .haveNameMatching(".*(Impl|Manager|Utils?|Helper)$"));
    }

    private static void check(ArchRule rule) {
        // A rule about a package that is not there yet is not a broken rule.
        rule.allowEmptyShould(true).check(HOUSE);
    }
}
