/**
 * Composition root of the process behind console and API: every part is made here, by hand, and closed in reverse order.
 */
@NullMarked
package org.sallyport.apps.manager;

import org.jspecify.annotations.NullMarked;
