/**
 * Who a client is: long-term credentials (RFC 8489 section 9.2), nonces that are remembered nowhere, and how many strangers of
 * one source are answered. Snapshots are immutable; a budget belongs to one thread.
 */
@NullMarked
package org.sallyport.service.turn.auth;

import org.jspecify.annotations.NullMarked;
