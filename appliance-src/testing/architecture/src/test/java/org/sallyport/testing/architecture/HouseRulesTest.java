package org.sallyport.testing.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Duration;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What every class keeps to, wherever it lives. */
class HouseRulesTest {
    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Product.ROOT + ".apps.manager.Manager") // the process of that name
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Data)")
                .check(Product.CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes().should(liveInNullMarkedPackages()).check(Product.CLASSES);
    }

    @Test
    void loggingGoesThroughSlf4j() {
        noClasses()
                .that(resideOutsideOfPackages(Product.ROOT + ".core.telemetry..", Product.ROOT + ".apps.."))
                .should()
                .dependOnClassesThat(resideInAPackage("java.util.logging.."))
                .because("only where logs are set up does it matter what writes them")
                .check(Product.CLASSES);
    }

    @Test
    void nobodySleeps() {
        noClasses()
                .that(resideOutsideOfPackages(Product.ROOT + ".testing..", Product.ROOT + ".benchmarks.."))
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", Duration.class)
                .because(
                        "the product waits for the thing or for a deadline; only who drives other programs may look again and again")
                .check(Product.CLASSES);
    }

    @Test
    void onlyProgramsForPeoplePrint() {
        noClasses()
                .that(resideOutsideOfPackages(
                        Product.ROOT + ".apps..",
                        Product.ROOT + ".management.cli..",
                        Product.ROOT + ".testing..",
                        Product.ROOT + ".benchmarks.."))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(Product.CLASSES);
    }

    private static ArchCondition<JavaClass> liveInNullMarkedPackages() {
        return new ArchCondition<>("live in a package whose package-info says @NullMarked") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean marked = item.getPackage()
                        .tryGetPackageInfo()
                        .map(info -> info.isAnnotatedWith(NullMarked.class))
                        .orElse(false);
                events.add(new SimpleConditionEvent(item, marked, item.getName() + " lives in an unmarked package"));
            }
        };
    }
}
