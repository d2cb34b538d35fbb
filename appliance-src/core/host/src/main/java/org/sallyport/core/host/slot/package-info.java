/**
 * The two slots of a disk with a whole system each, and the releases of the services in one: which one runs, which one starts next,
 * and the data that each of them works on. What is done here is done by one process at a time, and outlasts a power cut at any moment.
 */
@NullMarked
package org.sallyport.core.host.slot;

import org.jspecify.annotations.NullMarked;
