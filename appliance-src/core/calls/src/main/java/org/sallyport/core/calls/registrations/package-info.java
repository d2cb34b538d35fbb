/**
 * Devices outside that are registered with the inside through us, whatever their signalling: what is live, and how full
 * that is. The signalling service owns each registration and its deadline; here they are listed and counted.
 */
@NullMarked
package org.sallyport.core.calls.registrations;

import org.jspecify.annotations.NullMarked;
