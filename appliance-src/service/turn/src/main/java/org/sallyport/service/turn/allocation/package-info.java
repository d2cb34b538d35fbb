/**
 * Allocations with their permissions, channels and relayed addresses (RFC 8656 sections 2 and 3), and what is shared among
 * them: relayed ports, reservations, quotas. An allocation belongs to one thread, which alone touches it and ends what
 * has expired in it every second; what is shared is thread-safe. Times are {@link System#nanoTime}.
 */
@NullMarked
package org.sallyport.service.turn.allocation;

import org.jspecify.annotations.NullMarked;
