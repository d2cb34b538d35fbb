package org.sallyport.testing.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** All our compiled classes but the tests, read once. */
final class Product {
    static final String ROOT = "org.sallyport";

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** Packages made of standards, whose types are named there: UserData, GenericData. */
    static final String[] STANDARDS_OWN_NAMES = {
        ROOT + ".protocol.h323.h225", ROOT + ".protocol.h323.h245", ROOT + ".protocol.h323.h235",
        ROOT + ".protocol.h323.h450", ROOT + ".protocol.h323.h460", ROOT + ".protocol.h323.h501",
        ROOT + ".protocol.h323.t38"
    };

    private Product() {}
}
