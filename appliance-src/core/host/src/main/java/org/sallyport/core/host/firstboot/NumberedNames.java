package org.sallyport.core.host.firstboot;

import java.util.Comparator;

/** The order of eth2 before eth10. */
final class NumberedNames {
    static final Comparator<String> ORDER =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private NumberedNames() {}
}
