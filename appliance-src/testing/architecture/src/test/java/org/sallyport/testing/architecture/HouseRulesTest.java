package org.sallyport.testing.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.logging.Level;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What every class keeps to, wherever it lives. */
class HouseRulesTest {
    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Product.ROOT + ".apps.manager.Manager") // the process of that name
                .and(resideOutsideOfPackages(Product.STANDARDS_OWN_NAMES))
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
                .dependOnClassesThat(resideInAPackage("java.util.logging..").and(not(type(Level.class))))
                .because("only where logs are set up does it matter what writes them")
                .check(Product.CLASSES);
    }

    @Test
    void nobodySleepsButBetweenAttempts() {
        classes()
                .that(resideOutsideOfPackages(Product.ROOT + ".testing..", Product.ROOT + ".benchmarks.."))
                .should(sleepOnlyInMethodsNamedPause())
                .because("one waits for the thing or for a deadline; the pause before the next attempt is named so")
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

    private static ArchCondition<JavaClass> sleepOnlyInMethodsNamedPause() {
        return new ArchCondition<>("sleep only in methods named pause") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                for (JavaMethodCall call : item.getMethodCallsFromSelf()) {
                    boolean sleeps = call.getTargetOwner().isEquivalentTo(Thread.class)
                            && call.getTarget().getName().equals("sleep");
                    boolean pause = call.getOrigin().getName().equals("pause");
                    events.add(new SimpleConditionEvent(call, !sleeps || pause, call.getDescription()));
                }
            }
        };
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
