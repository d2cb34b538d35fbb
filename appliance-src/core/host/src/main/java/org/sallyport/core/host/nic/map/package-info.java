/**
 * The map of names that lasts: made at the first boot, followed at every later one. What fits in one way only is followed
 * by itself, such as a card replaced at its place; anything else is left as it is and told to an administrator.
 */
@NullMarked
package org.sallyport.core.host.nic.map;

import org.jspecify.annotations.NullMarked;
