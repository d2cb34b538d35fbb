/**
 * Sallyport as a whole under load: SIPp calls from outside, SIPp answers inside, director and manager run in the DMZ, each
 * zone a network namespace of this machine.
 */
@NullMarked
package org.sallyport.benchmarks.system;

import org.jspecify.annotations.NullMarked;
