/**
 * What an administrator does with the adapters: look at them, let one blink, find one by its cable, change the map. One
 * thread at a time changes anything.
 */
@NullMarked
package org.sallyport.core.host.nic.desk;

import org.jspecify.annotations.NullMarked;
