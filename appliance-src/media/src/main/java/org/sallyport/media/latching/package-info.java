/**
 * Where a party's packets may come from and where packets to it go (RFC 7362). A latch belongs to the
 * shard whose socket it guards; its learnt address may be read from any thread.
 */
@NullMarked
package org.sallyport.media.latching;

import org.jspecify.annotations.NullMarked;
