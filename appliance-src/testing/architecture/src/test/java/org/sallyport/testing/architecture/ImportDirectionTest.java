package org.sallyport.testing.architecture;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import org.junit.jupiter.api.Test;

/** Imports point down: apps, then management and service, media and upgrade, core, protocol, base. */
class ImportDirectionTest {
    @Test
    void importsPointDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("base")
                .definedBy(Product.ROOT + ".base..")
                .layer("protocol")
                .definedBy(Product.ROOT + ".protocol..")
                .layer("core")
                .definedBy(Product.ROOT + ".core..")
                .layer("media")
                .definedBy(Product.ROOT + ".media..")
                .layer("upgrade")
                .definedBy(Product.ROOT + ".upgrade..")
                .layer("service")
                .definedBy(Product.ROOT + ".service..")
                .layer("management")
                .definedBy(Product.ROOT + ".management..")
                .layer("apps")
                .definedBy(Product.ROOT + ".apps..")
                .layer("imaging")
                .definedBy(Product.ROOT + ".imaging..")
                .layer("testing")
                .definedBy(Product.ROOT + ".testing..")
                .whereLayer("base")
                .mayNotAccessAnyLayer()
                .whereLayer("protocol")
                .mayOnlyAccessLayers("base")
                .whereLayer("core")
                .mayOnlyAccessLayers("protocol", "base")
                .whereLayer("media")
                .mayOnlyAccessLayers("core", "protocol", "base")
                .whereLayer("upgrade")
                .mayOnlyAccessLayers("core", "base")
                .whereLayer("service")
                .mayOnlyAccessLayers("media", "core", "protocol", "base")
                .whereLayer("management")
                .mayOnlyAccessLayers("upgrade", "core", "protocol", "base")
                .whereLayer("apps")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("imaging")
                .mayOnlyAccessLayers("core", "base")
                .whereLayer("testing")
                .mayNotBeAccessedByAnyLayer()
                .withOptionalLayers(true)
                .check(Product.CLASSES);
    }

    @Test
    void noServiceImportsAnother() {
        apart("service");
    }

    @Test
    void noWireFormatImportsAnother() {
        apart("protocol");
    }

    @Test
    void noProcessImportsAnother() {
        apart("apps");
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching(Product.ROOT + ".(**)").should().beFreeOfCycles().check(Product.CLASSES);
    }

    private static void apart(String layer) {
        slices().matching(Product.ROOT + "." + layer + ".(*)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .check(Product.CLASSES);
    }
}
