package org.sallyport.protocol.h323.fuzz;

/** Assertions that allocate nothing while they hold. */
final class Check {
    private Check() {}

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
