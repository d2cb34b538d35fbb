/**
 * The relay engine: shards, ports and streams put together behind {@link org.sallyport.media.MediaRelay}.
 * Thread-safe; it is made once a process.
 */
@NullMarked
package org.sallyport.media.relay;

import org.jspecify.annotations.NullMarked;
