/**
 * The TURN server: its allocations, and a test that does with it what a client outside does (RFC 8489 and RFC 8656), by a client of
 * its own. A test is one thread's.
 */
@NullMarked
package org.sallyport.management.api.turn;

import org.jspecify.annotations.NullMarked;
