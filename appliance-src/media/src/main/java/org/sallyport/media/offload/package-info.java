/**
 * Forwarding of settled flows by the kernel, without a process in between: an nftables table whose program looks each packet
 * up in a map and rewrites it as it comes in from a device. One thread speaks to the kernel; streams, on their shards, ask it and are told.
 */
@NullMarked
package org.sallyport.media.offload;

import org.jspecify.annotations.NullMarked;
