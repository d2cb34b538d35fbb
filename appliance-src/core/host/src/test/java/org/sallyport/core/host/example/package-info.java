/** A system with an outside and an inside, for tests. */
@NullMarked
package org.sallyport.core.host.example;

import org.jspecify.annotations.NullMarked;
