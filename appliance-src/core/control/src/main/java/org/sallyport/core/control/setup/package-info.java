/**
 * What the root process of the machine does while the machine is set up: the verbs, seen from both ends of a socket of
 * their own, on which nothing else is answered.
 */
@NullMarked
package org.sallyport.core.control.setup;

import org.jspecify.annotations.NullMarked;
