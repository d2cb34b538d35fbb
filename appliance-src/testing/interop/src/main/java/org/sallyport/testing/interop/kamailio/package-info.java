/**
 * Kamailio as registrar and proxy, where the distribution's package is installed: it begins a service of its own on the
 * machine, so that nobody is made to have it.
 */
@NullMarked
package org.sallyport.testing.interop.kamailio;

import org.jspecify.annotations.NullMarked;
