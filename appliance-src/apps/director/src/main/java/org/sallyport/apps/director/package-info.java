/**
 * The composition root of the process that carries calls. It alone sees the services; it makes every part, wires them by
 * hand and closes them in the reverse order.
 */
@NullMarked
package org.sallyport.apps.director;

import org.jspecify.annotations.NullMarked;
